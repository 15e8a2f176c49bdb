import type { Farmer } from '../../../models/farmer.ts'
import type { Handover } from '../../../models/handover.ts'
import { today } from '../../clock.ts'
import { isAfter, isBefore } from '../../dates.ts'
import { RuleBroken } from '../../errors.ts'
import type { Fault } from '../../fault.ts'
import type { KeptPaper } from '../../photos.ts'

export interface DistributionTold {
  farmerId: string
  quantity: number
  varietyCode: string
  handedOn: string
  lat: number
  lon: number
  nikLast4: string | null
  proxyName: string | null
  /** No signature now: the farmer confirms in his own account. */
  ownConfirmation: boolean
}

export interface DistributionFiles {
  signature: string | null
  identityPhoto: string | null
  photo: string | null
  proxyLetter: KeptPaper | null
}

export function assertProof(
  handover: Handover,
  farmer: Farmer,
  told: DistributionTold,
  files: DistributionFiles,
  hasAccount: boolean,
): void {
  const faults: Record<string, Fault> = {}
  if (isAfter(told.handedOn, today()))
    faults['handedOn'] = { key: 'rules.seedling.inFuture', values: { today: today() } }
  else if (isBefore(told.handedOn, handover.receivedOn!))
    faults['handedOn'] = { key: 'rules.seedling.tooEarly', values: { day: handover.receivedOn } }
  if (Math.abs(told.lat) > 90) faults['lat'] = { key: 'rules.seedling.lat' }
  if (Math.abs(told.lon) > 180) faults['lon'] = { key: 'rules.seedling.lon' }
  if (told.nikLast4 === null && !files.identityPhoto)
    faults['nikLast4'] = { key: 'rules.seedling.identity' }
  else if (told.nikLast4 !== null && told.nikLast4 !== farmer.nikLast4)
    faults['nikLast4'] = { key: 'rules.seedling.nikDiffers' }
  if (!files.signature && !told.ownConfirmation)
    faults['signature'] = { key: 'rules.seedling.signature' }
  else if (!files.signature && !hasAccount)
    faults['ownConfirmation'] = { key: 'rules.seedling.noAccount' }
  if (told.proxyName && !files.proxyLetter)
    faults['proxyLetter'] = { key: 'rules.seedling.proxyLetter' }
  if (files.proxyLetter && !told.proxyName) faults['proxyName'] = { key: 'forms.missing' }
  if (Object.keys(faults).length > 0) throw new RuleBroken(faults)
}
