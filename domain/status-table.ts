/** From each status, the events that move it and where to; what is not written cannot happen. */
export type StatusTable<Status extends string, Event extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Event, Status>>>>
>

/** Writes down a state table, checked by the compiler to name every status and no strange one. */
export function transitions<Status extends string, Event extends string>(
  table: StatusTable<Status, Event>,
): StatusTable<Status, Event> {
  for (const moves of Object.values(table)) Object.freeze(moves)
  return Object.freeze(table)
}

/** The status after an event, or `null` when this status does not allow it. */
export function next<Status extends string, Event extends string>(
  table: StatusTable<Status, Event>,
  from: Status,
  event: Event,
): Status | null {
  const moves = Object.hasOwn(table, from) ? table[from] : {}
  return Object.hasOwn(moves, event)
    ? ((moves as Partial<Record<Event, Status>>)[event] ?? null)
    : null
}

/** The events that a status allows, in the order of the table. */
export function eventsFrom<Status extends string, Event extends string>(
  table: StatusTable<Status, Event>,
  from: Status,
): Event[] {
  return Object.hasOwn(table, from) ? (Object.keys(table[from]) as Event[]) : []
}
