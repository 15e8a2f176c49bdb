import { connect, disconnect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { LotModel } from '../models/lot.ts'
import { atLeast, type Bench } from './bench.ts'
import { loadOf, medianOf } from './load.ts'
import { startChild, stopChild, type Stage } from './stage.ts'

const rounds = 3

/** A passport against a bare Handlebars page of the same view model, turn by turn. */
export async function passportBench(stage: Stage): Promise<Bench[]> {
  const path = `/passport/${await aCode(stage)}`
  const bare = await startChild('bench/bare-passport.ts', stage.dataDir)
  const options = { connections: 4, seconds: 3 }
  const [plain, ours]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round < rounds; round++) {
      const page = await loadOf(`${bare.origin}${path}`, { ...options, pid: bare.child.pid! })
      const passport = await loadOf(`${stage.origin}${path}`, { ...options, pid: stage.pid })
      plain.push(page.perSecond)
      ours.push(passport.perSecond)
    }
  } finally {
    await stopChild(bare.child)
  }
  const [own, other] = [medianOf(ours), medianOf(plain)]
  const detail = `${own.toFixed(0)} and ${other.toFixed(0)} a second`
  return [atLeast('passport: throughput against the bare page', own / other, 0.8, detail)]
}

async function aCode(stage: Stage): Promise<string> {
  const database = await startEmbedded(stage.dataDir)
  await connect(database.uri('kabinet'))
  const lot = await LotModel.findOne({ status: 'ready' }, { passportCode: 1 }).lean()
  await disconnect()
  await database.stop()
  return lot!.passportCode!
}
