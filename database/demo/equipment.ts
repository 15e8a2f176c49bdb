import { addDays } from '../../domain/dates.ts'
import { demoId } from './id.ts'
import type { DemoUnit } from './lots.ts'

const machines: [kind: string, capacityKgPerHour: number | null, condition: string, due: number][] =
  [
    ['pulper', 400, 'Baik', 40],
    ['huller', 150, 'Baik', 12],
    ['fermentation-tank', null, 'Baik', 200],
    ['drying-table', null, 'Sebagian perlu ganti waring', -6],
    ['moisture-meter', null, 'Baik, dikalibrasi', 90],
    ['scales', null, 'Baik, ditera', 150],
  ]

/** The usual set of a unit, given as aid; one of them waits for its service. */
export function equipmentOf(unit: DemoUnit, today: string) {
  return machines.map(([kind, capacityKgPerHour, condition, due], index) => ({
    _id: demoId(`equipment:${unit.key}:${kind}`),
    organisationId: unit.organisationId,
    regencyCode: unit.regencyCode,
    kind,
    serialNumber: `${kind.slice(0, 2).toUpperCase()}-${2021 + (index % 3)}-${String(index + 11)}`,
    capacityKgPerHour,
    condition,
    custodian: unit.person.fullName,
    aidDocument: `BAST-${2021 + (index % 3)}/0${index + 1}`,
    serviceDueOn: addDays(today, due),
    version: 1,
  }))
}
