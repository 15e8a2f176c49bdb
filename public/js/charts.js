/**
 * Draws a figure's chart from its own table, so that there is one source of figures.
 * @param {HTMLElement} figure
 */
export async function drawChart(figure) {
  const table = /** @type {HTMLTableElement} */ (figure.querySelector('table'))
  const box = /** @type {HTMLElement} */ (figure.querySelector('.chart__box'))
  const { Chart, BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip } =
    await import(figure.dataset['chartModule'] ?? '')
  Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip)
  const css = getComputedStyle(document.documentElement)
  const colour = (/** @type {string} */ name) => css.getPropertyValue(name).trim()
  const rows = [...(table.tBodies[0]?.rows ?? [])]
  const names = [...(table.tHead?.rows[0]?.querySelectorAll('th') ?? [])].map((cell) => cell.textContent)
  const fills = names.length > 1 ? ['--sage', '--leaf', '--bean'] : ['--leaf']
  const font = { family: 'Plus Jakarta Sans', size: 13 }
  box.hidden = false
  const details = figure.querySelector('details')
  if (details) details.open = false
  new Chart(box.querySelector('canvas'), {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.cells[0]?.textContent ?? ''),
      datasets: names.map((label, index) => ({
        label,
        data: rows.map((row) => Number(row.cells[index + 1]?.dataset['value'] ?? 0)),
        backgroundColor: rows.map((row) => {
          const fill = colour(fills[index] ?? '--lake')
          return 'running' in row.dataset ? hatched(fill, colour('--card')) : fill
        }),
        borderRadius: 4,
        maxBarThickness: 44,
      })),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: {
        legend: { display: names.length > 1, labels: { color: colour('--ink'), font, boxWidth: 14 } },
      },
      scales: {
        x: { grid: { display: false }, ticks: { color: colour('--soft'), font } },
        y: { beginAtZero: true, grid: { color: colour('--line') }, ticks: { color: colour('--soft'), font } },
      },
    },
  })
}

/**
 * The running month is not over yet: hatched.
 * @param {string} fill
 * @param {string} ground
 */
function hatched(fill, ground) {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 10
  const pen = tile.getContext('2d')
  if (!pen) return fill
  pen.fillStyle = ground
  pen.fillRect(0, 0, 10, 10)
  pen.strokeStyle = fill
  pen.lineWidth = 5
  pen.beginPath()
  for (const x of [-5, 5, 15]) {
    pen.moveTo(x - 5, 15)
    pen.lineTo(x + 15, -5)
  }
  pen.stroke()
  return pen.createPattern(tile, 'repeat') ?? fill
}
