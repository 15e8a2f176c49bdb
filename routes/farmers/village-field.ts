import type { Request, Response } from 'express'
import { placesOf } from '../../domain/scopes.ts'
import { villagesMeant } from '../../domain/regions.ts'

const mostOffered = 12

/**
 * What the village box offers: nothing at first; words that mean several villages come back as a
 * choice among them, so that searching works without script.
 */
export function villageField(req: Request, res: Response, typed: unknown) {
  if (!req.problem || typeof typed !== 'string' || typed === '') return { villageOptions: [] }
  const meant = villagesMeant(typed, placesOf(req.actor!)).slice(0, mostOffered)
  if (meant.length < 2) return { villageOptions: [] }
  const options = meant.map(({ code, label }) => ({ value: code, label, isChecked: false }))
  const another = { value: '', label: res.locals.t('farmers.fields.otherVillage') }
  return { villageOptions: [...options, { ...another, isChecked: false }] }
}
