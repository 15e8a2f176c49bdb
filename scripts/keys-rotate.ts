// npm run keys:rotate: encrypts anew what an older key of FIELD_KEYS encrypted.
import { runCommand } from '../database/command.ts'
import { rotateKeys } from '../domain/key-rotation.ts'
import { currentKeyVersion } from '../domain/field-crypto.ts'

await runCommand(async () => {
  const fields = await rotateKeys((kind, records, rotated) =>
    console.error(`${kind}: ${records} records seen, ${rotated} fields encrypted anew`),
  )
  console.log(
    `${fields} fields encrypted anew with key ${currentKeyVersion()}; older keys may leave FIELD_KEYS now.`,
  )
  return 0
})
