import type { Fault } from '../fault.ts'
import type { Position } from './plot-position.ts'

const unreadable: Fault = { key: 'rules.geometry.unreadable' }

/**
 * Reads the outer ring of one polygon, longitude first: a Polygon, a MultiPolygon of one (as mapping
 * programs write it), a Feature or a FeatureCollection with one of them, or the bare coordinates of
 * a ring or polygon. Heights are dropped. Faults: not readable, not an area, several areas, a hole.
 */
export function parseGeoJson(text: string): { positions: Position[] } | { fault: Fault } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: unreadable }
  }
  const geometry = Array.isArray(value) ? bareGeometry(value) : geometryOf(value)
  if ('fault' in geometry) return geometry
  const [outer, ...holes] = geometry.rings
  if (holes.length > 0) return { fault: { key: 'rules.geometry.hole' } }
  if (!Array.isArray(outer)) return { fault: unreadable }
  const positions = outer.map(positionOf)
  return positions.every((p) => p !== null) ? { positions } : { fault: unreadable }
}

type Rings = { rings: unknown[] } | { fault: Fault }

function geometryOf(value: unknown): Rings {
  const object = unwrap(value)
  if (object && 'fault' in object) return { fault: object.fault as Fault }
  if (!object) return { fault: unreadable }
  const { type, coordinates } = object
  if (typeof type !== 'string') return { fault: unreadable }
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return { fault: { key: 'rules.geometry.kind' } }
  if (!Array.isArray(coordinates)) return { fault: unreadable }
  if (type === 'Polygon') return { rings: coordinates as unknown[] }
  return onlyOne(coordinates as unknown[], (rings) =>
    Array.isArray(rings) ? { rings: rings as unknown[] } : { fault: unreadable },
  )
}

/** Takes the geometry out of a FeatureCollection of one, and out of a Feature. */
function unwrap(value: unknown): Record<string, unknown> | null {
  let object = asObject(value)
  if (object?.type === 'FeatureCollection' && Array.isArray(object.features)) {
    const features = object.features as unknown[]
    if (features.length !== 1) return { fault: { key: 'rules.geometry.onlyOne' } }
    object = asObject(features[0])
  }
  return object?.type === 'Feature' ? asObject(object.geometry) : object
}

function onlyOne(parts: unknown[], read: (part: unknown) => Rings): Rings {
  return parts.length === 1 ? read(parts[0]) : { fault: { key: 'rules.geometry.onlyOne' } }
}

function bareGeometry(value: unknown[]): Rings {
  const isRing = positionOf(value[0]) !== null
  return { rings: isRing ? [value] : value }
}

function positionOf(value: unknown): Position | null {
  if (!Array.isArray(value)) return null
  const [lon, lat] = value as unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number') return null
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null
}

function asObject(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
