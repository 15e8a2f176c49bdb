import { checkTotalsJob } from './check-totals.ts'
import { countLotsJob } from './count-lots.ts'
import { missedVisitsJob } from './missed-visits.ts'
import { sealAuditJob } from './seal-audit.ts'
import { identityPhotosJob, recallJob, seedlingBookJob } from './seedlings.ts'
import { sendMailJob } from './send-mail.ts'
import { sweepOrphansJob } from './sweep-orphans.ts'

/** What a job may say to the log: figures and ids, no personal data. */
export interface JobLog {
  info(figures: Record<string, unknown>, text: string): void
  warn(figures: Record<string, unknown>, text: string): void
  error(figures: Record<string, unknown>, text: string): void
}

/**
 * Something that runs by the clock, once however many processes there are. It may be broken off at
 * any point and must be able to run again. Business days come from domain/clock.ts; when a job is
 * due is machine time.
 */
import { lapseOffersJob } from './lapse-offers.ts'

/** Something that runs by the clock, once however many processes there are. */
export interface Job {
  /** `area.what`, for ever: Agenda keeps its times under this name. */
  name: string
  /** As Agenda reads it: '5 minutes', '1 day'; or a cron line in Asia/Jakarta, '20 2 * * *'. */
  every: string
  run(log: JobLog): Promise<void>
}

/** Every job there is. An area adds its own here, one line. */
export const jobs: readonly Job[] = [
  sendMailJob,
  sealAuditJob,
  sweepOrphansJob,
  checkTotalsJob,
  missedVisitsJob,
  countLotsJob,
  lapseOffersJob,
  recallJob,
  identityPhotosJob,
  seedlingBookJob,
]
