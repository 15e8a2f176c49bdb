import { listen } from './events.ts'
import { listenForLoans } from './loans/service/listeners.ts'
import { listenInProcessing } from './processing/service/listeners.ts'
import { moveVisitsOfMerged } from './visits/service/merge.ts'

/** What later areas do when something happens in an earlier one, in the order in which they do it. */
export function registerListeners(): void {
  listen('farmerMerged', moveVisitsOfMerged)
  listenInProcessing()
  listenForLoans()
}
