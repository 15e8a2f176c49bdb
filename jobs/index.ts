/** Something that runs by the clock, once however many processes there are. */
export interface Job {
  /** `area.what`, for ever: Agenda keeps its times under this name. */
  name: string
  /** As Agenda reads it: '5 minutes', '1 day'. */
  every: string
  run(): Promise<void>
}

/** Every job there is. */
export const jobs: Job[] = []
