// npm run audit:verify: walks the whole audit trail and says what is broken.
import { runCommand } from '../database/command.ts'
import { verifyAudit } from '../domain/audit-verify.ts'

await runCommand(async () => {
  const report = await verifyAudit((sentence) => console.log(sentence))
  const counts = `${report.events} events of ${report.records} records, ${report.seals} seals`
  if (report.faults > 0) {
    console.log(`The audit trail is broken in ${report.faults} places (${counts}).`)
    return 1
  }
  console.log(`The audit trail is whole: ${counts}, last seal ${report.lastSeal ?? 'none yet'}.`)
  return 0
})
