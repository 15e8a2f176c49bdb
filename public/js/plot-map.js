import { drawOutline } from './plot-draw.js'
import { ringCorners } from './plot-outline.js'

// the slopes of Ijen and Raung, until something is known
const home = /** @type {[number, number]} */ ([-7.97, 113.95])

/**
 * Makes a map out of an element with `data-plot-map`: `show` draws the outlines it names, `draw`
 * lets the reader draw one into a box of the form.
 * @param {HTMLElement} place
 */
export async function makeMap(place) {
  const L = await libraryOf(place)
  const isDrawing = place.dataset['plotMap'] === 'draw'
  const ground = isDrawing
    ? /** @type {HTMLElement} */ (place.querySelector('.plotmap__canvas'))
    : canvasOver(place)
  place.hidden = false
  // a map to look at must not hold up a thumb that scrolls the page; two fingers move it
  const isHeld = !isDrawing && matchMedia('(pointer: coarse)').matches
  const map = L.map(ground, {
    zoomSnap: 0.5,
    attributionControl: Boolean(place.dataset['tiles']),
    scrollWheelZoom: isDrawing,
    dragging: !isHeld,
  })
  ground.setAttribute('role', 'region')
  ground.setAttribute('aria-label', place.dataset['name'] ?? '')
  layTiles(L, map, place.dataset['tiles'] ?? '')
  map.setView(home, 10)
  // a step of the form, or a folded part of the page, has no size until it is shown
  new ResizeObserver(() => map.invalidateSize()).observe(ground)
  if (isDrawing) drawOutline(L, map, place)
  else await showOutlines(L, map, place)
}

/** @param {HTMLElement} place */
async function libraryOf(place) {
  const { leaflet, geoman } = place.dataset
  await import(leaflet ?? '')
  // before the first map is made, or it comes without tools
  if (geoman) await import(geoman)
  const { L } = /** @type {any} */ (globalThis)
  L.Control.Attribution.prototype.options.prefix = false
  return L
}

/**
 * The map stands where the picture stood; the list of links below stays.
 * @param {HTMLElement} place
 */
function canvasOver(place) {
  const ground = /** @type {HTMLElement} */ (place.querySelector('.map__ground'))
  const canvas = document.createElement('div')
  canvas.className = 'plotmap__canvas'
  ground.replaceChildren(canvas)
  return canvas
}

/**
 * Tiles where the service has an address for them, else a plain grid.
 * @param {any} L
 * @param {any} map
 * @param {string} address
 */
function layTiles(L, map, address) {
  if (address) {
    const { host } = new URL(address.replaceAll(/[{}]/g, ''))
    L.tileLayer(address, { maxZoom: 19, attribution: host }).addTo(map)
    return
  }
  const Grid = L.GridLayer.extend({
    createTile() {
      const tile = document.createElement('div')
      tile.className = 'plotmap__tile'
      return tile
    },
  })
  new Grid({ maxZoom: 20 }).addTo(map)
  L.control.scale({ imperial: false }).addTo(map)
}

/**
 * @param {any} L
 * @param {any} map
 * @param {HTMLElement} place
 */
async function showOutlines(L, map, place) {
  const { outline, outlines } = place.dataset
  const shapes = L.featureGroup().addTo(map)
  const dots = L.featureGroup()
  if (outline) L.polygon(ringCorners(JSON.parse(outline)), look).addTo(shapes)
  if (outlines) {
    const { features } = await (await fetch(outlines)).json()
    for (const { geometry, properties } of features) {
      const shape = L.polygon(ringCorners(geometry), look)
      const dot = L.circleMarker(shape.getBounds().getCenter(), { ...look, radius: 7 })
      opens(shape.addTo(shapes), properties)
      opens(dot.addTo(dots), properties)
    }
  }
  // from afar a garden is smaller than a fingertip: a dot stands for it
  const showDots = () => (map.getZoom() < seenFrom ? dots.addTo(map) : dots.remove())
  map.on('zoomend', showDots)
  if (shapes.getLayers().length > 0)
    map.fitBounds(shapes.getBounds(), { padding: [24, 24], maxZoom: 17 })
  showDots()
}

const look = { className: 'plotmap__shape', weight: 2 }
const seenFrom = 15.5

/**
 * @param {any} layer
 * @param {{ name: string, farmerName: string, href: string }} plot
 */
function opens(layer, plot) {
  const words = [plot.name, plot.farmerName].filter(Boolean).join(' · ')
  layer.bindTooltip(document.createTextNode(words))
  layer.on('click', () => location.assign(plot.href))
}
