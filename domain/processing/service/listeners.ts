import { listen } from '../../events.ts'
import { forgetPassports } from './passport-cache.ts'

const forget = () => Promise.resolve(forgetPassports())

/** What processing does when something happens in an earlier area; registered by app.ts. */
export function listenInProcessing(): void {
  // a name must go from the passports at once, and may stand there from now on
  listen('consentWithdrawn', forget)
  listen('consentGiven', forget)
  listen('farmerMerged', forget)
}
