// Only adds: every page works without it.
const charts = document.querySelectorAll('[data-chart]')
if (charts.length > 0) {
  void import('./charts.js').then(({ drawChart }) => {
    for (const figure of charts) void drawChart(/** @type {HTMLElement} */ (figure))
  })
}

const stepped = document.querySelectorAll('form[data-steps]')
if (stepped.length > 0) {
  const { askInSteps } = await import('./steps.js')
  for (const form of stepped) askInSteps(/** @type {HTMLFormElement} */ (form))
}

const maps = document.querySelectorAll('[data-plot-map]')
if (maps.length > 0) {
  void import('./plot-map.js').then(({ makeMap }) => {
    for (const place of maps) void makeMap(/** @type {HTMLElement} */ (place))
  })
}

const villageBoxes = document.querySelectorAll('input[list="villages"]')
if (villageBoxes.length > 0) {
  void import('./villages.js').then(({ offerVillages }) => {
    for (const box of villageBoxes) offerVillages(/** @type {HTMLInputElement} */ (box))
  })
}

const checklists = document.querySelectorAll('[data-checklist]')
if (checklists.length > 0) {
  const { askAsAnswered } = await import('./checklist.js')
  for (const list of checklists) askAsAnswered(/** @type {HTMLElement} */ (list))
}

const places = document.querySelectorAll('[data-place]')
if (places.length > 0) {
  const { offerPlace } = await import('./place.js')
  for (const frame of places) offerPlace(/** @type {HTMLElement} */ (frame))
}

const pads = document.querySelectorAll('[data-sign]')
if (pads.length > 0) {
  const { offerSignature } = await import('./signature.js')
  for (const pad of pads) offerSignature(/** @type {HTMLElement} */ (pad))
}

const costs = document.querySelectorAll('[data-cost]')
if (costs.length > 0) {
  const { showCost } = await import('./loan-cost.js')
  for (const frame of costs) showCost(/** @type {HTMLElement} */ (frame))
}

// what went wrong is read first
/** @type {HTMLElement | null} */
const alert = document.querySelector('[role="alert"][tabindex]')
alert?.focus({ preventScroll: true })

// a form that an impatient thumb sends twice is sent once
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    setTimeout(() => {
      if (!event.defaultPrevented) setDisabled(form, true)
    })
  })
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[method="post"]')) setDisabled(form, false)
})

/**
 * @param {Element} form
 * @param {boolean} isDisabled
 */
function setDisabled(form, isDisabled) {
  for (const button of form.querySelectorAll('button')) button.disabled = isDisabled
}

// an open menu closes when one looks elsewhere
/** @type {NodeListOf<HTMLDetailsElement>} */
const menus = document.querySelectorAll('details.fold')
document.addEventListener('click', ({ target }) => {
  for (const menu of menus) if (!menu.contains(/** @type {Node} */ (target))) menu.open = false
})
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of menus) {
    if (!menu.open) continue
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
