// Only adds: every page works without it.
const charts = document.querySelectorAll('[data-chart]')
if (charts.length > 0) {
  const { drawChart } = await import('./charts.js')
  for (const figure of charts) await drawChart(/** @type {HTMLElement} */ (figure))
}
/** @type {HTMLElement | null} */
const alert = document.querySelector('[role="alert"][tabindex]')
alert?.focus()

// a form that is sent twice by an impatient thumb is sent once
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', () => {
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true
    })
  })
}
