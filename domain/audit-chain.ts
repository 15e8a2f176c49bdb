/** One event of a chain as far as the walk over it needs it. */
export interface ChainEvent {
  seq: number
  hash: string
  previousHash: string
  act: string
  recordKind: string
  recordId: string
  recordNumber: string | null
  /** Whether its hash is that of what it says. */
  isTrue: boolean
}

/** The end of a chain as its head tells it. */
export interface ChainEnd {
  recordId: string
  seq: number
  hash: string
}

const start = '0'.repeat(64)

/** How a record is called in a sentence: its number, or its kind and id. */
export function nameOf(event: Pick<ChainEvent, 'recordKind' | 'recordId' | 'recordNumber'>) {
  return `${event.recordKind} ${event.recordNumber ?? event.recordId}`
}

/**
 * What is broken in one record's chain, one sentence each; none when it is whole. Events are given
 * in the order of `seq`.
 */
export function faultsOfChain(end: ChainEnd, events: readonly ChainEvent[]): string[] {
  const first = events[0]
  const name = first ? nameOf(first) : `record ${end.recordId}`
  const faults: string[] = []
  let lastSeq = 0
  let lastHash = start
  let isLinkKnown = true
  for (const event of events) {
    if (event.seq > end.seq || !Number.isInteger(event.seq) || event.seq <= lastSeq) {
      faults.push(`${name}: event ${event.seq} (${event.act}) was inserted.`)
      continue
    }
    if (event.seq > lastSeq + 1) {
      faults.push(`${name}: ${missing(lastSeq + 1, event.seq - 1)} removed.`)
      isLinkKnown = false
    }
    if (!event.isTrue) faults.push(`${name}: event ${event.seq} (${event.act}) was changed.`)
    else if (isLinkKnown && event.previousHash !== lastHash) {
      faults.push(
        `${name}: event ${event.seq} (${event.act}) does not continue event ${lastSeq}; one of them was replaced or inserted.`,
      )
    }
    lastSeq = event.seq
    lastHash = event.hash
    isLinkKnown = true
  }
  if (lastSeq < end.seq) {
    faults.push(`${name}: the chain is cut, ${missing(lastSeq + 1, end.seq)} removed.`)
  } else if (lastHash !== end.hash) {
    faults.push(`${name}: the end of the chain is not event ${lastSeq}; it was replaced.`)
  }
  return faults
}

function missing(from: number, to: number): string {
  return from === to ? `event ${from} was` : `events ${from} to ${to} were`
}
