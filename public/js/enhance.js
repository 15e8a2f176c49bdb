// Only adds: every page works without it.

/**
 * What a mark on the page adds; its script comes only where the mark stands. Forms first: they move
 * what is on the page.
 * @type {[mark: string, load: () => Promise<(element: any) => unknown>][]}
 */
const additions = [
  ['form[data-steps]', () => import('./steps.js').then(({ askInSteps }) => askInSteps)],
  ['[data-checklist]', () => import('./checklist.js').then(({ askAsAnswered }) => askAsAnswered)],
  ['[data-place]', () => import('./place.js').then(({ offerPlace }) => offerPlace)],
  ['[data-sign]', () => import('./signature.js').then(({ offerSignature }) => offerSignature)],
  ['[data-cost]', () => import('./loan-cost.js').then(({ showCost }) => showCost)],
  [
    'input[list="villages"]',
    () => import('./villages.js').then(({ offerVillages }) => offerVillages),
  ],
  ['[data-plot-map]', () => import('./plot-map.js').then(({ makeMap }) => makeMap)],
  ['[data-chart]', () => import('./charts.js').then(({ drawChart }) => drawChart)],
]
const standing = additions.filter(([mark]) => document.querySelector(mark))
const loaded = await Promise.all(standing.map(([, load]) => load()))
for (const [index, [mark]] of standing.entries()) {
  for (const element of document.querySelectorAll(mark)) void loaded[index]?.(element)
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
