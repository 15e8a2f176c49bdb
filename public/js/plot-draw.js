import { areaHaOf } from './plot-area.js'
import { cornersIn, outlineText, ringCorners } from './plot-outline.js'

/** @typedef {import('./plot-outline.js').Corner} Corner */

const look = { className: 'plotmap__shape', weight: 2 }

/**
 * Lets the reader draw, bend and walk an outline; what stands on the map stands in the box of the
 * form, and what is typed there stands on the map.
 * @param {any} L
 * @param {any} map
 * @param {HTMLElement} place
 */
export function drawOutline(L, map, place) {
  const box = /** @type {HTMLTextAreaElement} */ (byId(place.dataset['box']))
  let corners = cornersIn(box.value)
  /** @type {any} */
  let layer = null
  addTools(map)
  redraw()
  frame()

  map.on('pm:create', (/** @type {any} */ { layer: made }) => {
    made.remove()
    keep(made.getLatLngs()[0].map(cornerOf))
    redraw()
  })
  map.on('pm:remove', () => {
    layer = null
    keep([])
  })
  box.addEventListener('change', () => {
    corners = cornersIn(box.value)
    redraw()
    frame()
    tellArea(place, corners)
  })
  place.addEventListener('click', ({ target }) => {
    const act = target instanceof HTMLElement ? target.dataset['mapAct'] : undefined
    if (act === 'here') addHere()
    if (act === 'back') change(corners.slice(0, -1))
    if (act === 'area') takeArea(place, corners)
  })
  tellArea(place, corners)

  /** @param {Corner[]} now */
  function keep(now) {
    corners = now
    box.value = outlineText(now)
    tellArea(place, now)
  }

  /** @param {Corner[]} now */
  function change(now) {
    keep(now)
    redraw()
    frame()
  }

  function redraw() {
    const old = layer
    layer = null
    old?.remove()
    if (corners.length === 0) return
    const made = shapeOf(L, corners)
    layer = made.addTo(map)
    made.on('pm:edit pm:update', () => {
      const drawn = made.getLatLngs?.()
      // one that is taken off in the middle of an edit tells its last word, which no longer counts
      if (drawn && made === layer) keep((corners.length < 3 ? drawn : drawn[0]).map(cornerOf))
    })
  }

  function frame() {
    const start = place.dataset['start']
    const seen = corners.length > 0 ? corners : start ? ringCorners(JSON.parse(start)) : []
    const view = { padding: [24, 24], maxZoom: 17, animate: false }
    if (seen.length > 0) map.fitBounds(L.latLngBounds(seen), view)
  }

  function addHere() {
    const said = /** @type {HTMLElement} */ (place.querySelector('[data-map-said]'))
    said.textContent = ''
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => change([...corners, [coords.latitude, coords.longitude]]),
      () => (said.textContent = place.dataset['denied'] ?? ''),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    )
  }
}

/**
 * One corner is a dot, two are a line.
 * @param {any} L
 * @param {Corner[]} corners
 */
function shapeOf(L, corners) {
  if (corners.length === 1) return L.circleMarker(corners[0], { ...look, radius: 7 })
  return corners.length < 3 ? L.polyline(corners, look) : L.polygon(corners, look)
}

/** @param {any} map */
function addTools(map) {
  map.pm.setLang(document.documentElement.lang === 'id' ? 'id' : 'en')
  map.pm.setGlobalOptions({ allowSelfIntersection: false })
  map.pm.setPathOptions(look)
  const off = ['Marker', 'CircleMarker', 'Polyline', 'Rectangle', 'Circle', 'Text']
  map.pm.addControls({
    position: 'topright',
    ...Object.fromEntries(off.map((tool) => [`draw${tool}`, false])),
    dragMode: false,
    cutPolygon: false,
    rotateMode: false,
  })
}

/**
 * @param {HTMLElement} place
 * @param {Corner[]} corners
 */
function tellArea(place, corners) {
  const line = /** @type {HTMLElement} */ (place.querySelector('[data-map-area]'))
  const use = /** @type {HTMLElement} */ (place.querySelector('[data-map-act="area"]'))
  const isArea = corners.length >= 3
  line.hidden = use.hidden = !isArea
  const value = line.querySelector('b')
  if (value && isArea) value.textContent = `${written(areaHaOf(corners))}\u00a0ha`
}

/**
 * @param {HTMLElement} place
 * @param {Corner[]} corners
 */
function takeArea(place, corners) {
  const box = /** @type {HTMLInputElement} */ (byId(place.dataset['areaBox']))
  box.value = written(areaHaOf(corners))
}

/** @param {number} areaHa */
function written(areaHa) {
  return new Intl.NumberFormat(document.documentElement.lang, {
    maximumFractionDigits: 2,
    minimumFractionDigits: 2,
  }).format(areaHa)
}

/** @param {{ lat: number, lng: number }} at @returns {Corner} */
function cornerOf({ lat, lng }) {
  return [lat, lng]
}

/** @param {string | undefined} id */
function byId(id) {
  return document.getElementById(id ?? '')
}
