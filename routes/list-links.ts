import type { Request } from 'express'
import { today } from '../domain/clock.ts'
import { yearOf } from '../domain/dates.ts'
import { hrefWith } from './query.ts'

/** One of the chips above a list. */
export interface ChipLink {
  href: string
  label: string
  isCurrent: boolean
}

/** The running season and the two before it. `also` names what else of the address a year ends. */
export function yearLinks(
  req: Request,
  current: number | null,
  also: Record<string, ''> = {},
): ChipLink[] {
  const thisYear = yearOf(today())
  return [thisYear, thisYear - 1, thisYear - 2].map((year) => ({
    href: hrefWith(req, { year: String(year), after: '', ...also }),
    label: String(year),
    isCurrent: current === year,
  }))
}

/**
 * The values of one part of the address, each a chip; first the one that asks for all of them.
 * @param labels what to call a value, and what to call all of them
 */
export function choiceLinks<T extends string>(
  req: Request,
  name: string,
  values: readonly T[],
  current: T | null,
  labels: { of: (value: T) => string; all: string },
): ChipLink[] {
  const link = (value: string, label: string) => ({
    href: hrefWith(req, { [name]: value, after: '' }),
    label,
    isCurrent: (current ?? '') === value,
  })
  return [link('', labels.all), ...values.map((value) => link(value, labels.of(value)))]
}

/** Where a list goes on and begins, and the whole of it as a file. */
export function listLinks(req: Request, after: string | null, next: string | null) {
  return {
    nextHref: next && hrefWith(req, { after: next }),
    firstHref: after && hrefWith(req, { after: '' }),
    csvHref: hrefWith(req, { format: 'csv', after: '' }),
    xlsxHref: hrefWith(req, { format: 'xlsx', after: '' }),
  }
}
