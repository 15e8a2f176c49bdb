/** The format of archives; raised when an older program could no longer read a new one. */
export const archiveFormat = 1

/** What stands first in an archive, so that a newer one is refused before anything else is read. */
export interface About {
  format: number
  /** The number of the last migration that the data went through. */
  schemaVersion: number
  createdAt: string
}

/** What stands last: an archive without it was cut off. */
export interface Manifest {
  entries: { name: string; sha256: string }[]
  collections: Record<string, { documents: number; indexes: IndexTold[] }>
}

/** An index as the database lists it. */
export interface IndexTold {
  name: string
  key: Record<string, number | string>
  [option: string]: unknown
}

export const aboutName = 'about.json'
export const manifestName = 'manifest.json'

/**
 * What an archive leaves out: who is signed in, the times of jobs (the service writes them down
 * anew), and the marks of migrations and restores under way.
 */
export const leftOut = ['sessions', 'agendaJobs', 'migrationLock', 'restoreState']
