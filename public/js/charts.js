/**
 * Draws a figure's chart from its own table, so that there is one source of figures. Colours come
 * from the style sheet; the chart is drawn anew when the reader changes between light and dark.
 * @param {HTMLElement} figure
 */
export async function drawChart(figure) {
  const box = /** @type {HTMLElement} */ (figure.querySelector('.chart__box'))
  const details = /** @type {HTMLDetailsElement} */ (figure.querySelector('details'))
  const Chart = await chartClass(figure.dataset['chartModule'] ?? '')
  await document.fonts.ready
  box.hidden = false
  details.open = false
  const canvas = box.querySelector('canvas')
  let chart = new Chart(canvas, settingsOf(figure))
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    chart.destroy()
    chart = new Chart(canvas, settingsOf(figure))
  })
}

/**
 * The library comes as one file that leaves its class on the global object.
 * @param {string} address
 */
async function chartClass(address) {
  const library = await import(address)
  return library.Chart ?? /** @type {any} */ (globalThis).Chart
}

// lines are told apart by their dashes too
const lineColours = ['--bar', '--lake', '--amber', '--edge']
const lineDashes = [[], [9, 5], [2, 4], [14, 4, 2, 4]]

/** @param {HTMLElement} figure */
function settingsOf(figure) {
  if (figure.dataset['chart'] === 'radar') return radarSettings(figure)
  const { labels, series } = figuresOf(figure)
  const isLine = figure.dataset['chart'] === 'line'
  const colours = coloursFor(series.length)
  const font = { family: 'Plus Jakarta Sans', size: 13, weight: 500 }
  const box = /** @type {HTMLElement} */ (figure.querySelector('.chart__box'))
  const room = box.clientWidth / (labels.length * series.length)
  const isLying = !isLine && isTooNarrow(labels, box.clientWidth)
  const isFew = !isLine && !isLying && room >= widthOfLongest(series)
  const ticks = { color: colour('--soft'), font, maxRotation: 0, autoSkipPadding: 14 }
  if (isLying) box.style.height = `${60 + labels.length * (12 + 18 * series.length)}px`
  const names = { grid: { display: false }, border: { color: colour('--edge') }, ticks }
  const amounts = {
    display: !isFew,
    beginAtZero: true,
    grace: isFew ? '14%' : 0,
    border: { display: false },
    grid: { color: colour('--line') },
    ticks: { ...ticks, maxTicksLimit: isLying ? 4 : 5, callback: shortNumber },
  }
  return {
    type: isLine ? 'line' : 'bar',
    data: {
      labels: labels.map(({ text }) => (isLying ? inLines(text, 18) : text)),
      datasets: series.map(({ label, values }, index) => {
        const { fill, edge } = colours[index] ?? { fill: colour('--lake'), edge: colour('--lake') }
        const bars = labels.map(({ isRunning }) => (isRunning ? hatched(fill) : fill))
        const look = isLine
          ? {
              borderColor: colour(lineColours[index] ?? '--edge'),
              backgroundColor: fill,
              borderDash: lineDashes[index] ?? [],
              spanGaps: true,
              borderWidth: 3,
              pointRadius: 4,
              tension: 0.2,
            }
          : { borderColor: edge, backgroundColor: bars, borderWidth: 1, borderRadius: 4 }
        return { label, data: values, maxBarThickness: 72, categoryPercentage: 0.66, ...look }
      }),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      locale: document.documentElement.lang,
      layout: { padding: { right: 4 } },
      plugins: {
        legend: {
          display: series.length > 1,
          align: 'start',
          labels: { color: colour('--ink'), font, boxWidth: 14, boxHeight: 14, padding: 16 },
        },
        tooltip: { titleFont: font, bodyFont: font, displayColors: series.length > 1 },
      },
      indexAxis: isLying ? 'y' : 'x',
      scales: isLying ? { x: amounts, y: names } : { x: names, y: amounts },
    },
    plugins: isFew ? [valuesOnBars] : [],
  }
}

/**
 * Whether names would stand askew below their bars: then the bars lie down, one below the other.
 * @param {{ text: string }[]} labels
 * @param {number} width of the chart in pixels
 */
function isTooNarrow(labels, width) {
  const longest = Math.max(0, ...labels.map(({ text }) => text.length))
  return labels.length > 1 && longest * 7.5 > width / labels.length
}

/**
 * The pixels that the longest figure of a chart takes above its bar.
 * @param {{ values: (number | null)[] }[]} series
 */
function widthOfLongest(series) {
  const texts = series.flatMap(({ values }) => values.map((value) => shortNumber(value ?? 0)))
  return Math.max(44, 10 + 8 * Math.max(0, ...texts.map((text) => text.length)))
}

/**
 * A long name in lines of at most some letters.
 * @param {string} text
 * @param {number} most
 */
function inLines(text, most) {
  /** @type {string[]} */
  const lines = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines.push(`${lines.pop()} ${word}`)
    else lines.push(word)
  }
  return lines
}

/**
 * A cup's wheel: every attribute a spoke, every cupper a line. Scores begin at 5, or all wheels
 * would look alike.
 * @param {HTMLElement} figure
 */
function radarSettings(figure) {
  const { labels, series } = figuresOf(figure)
  const font = { family: 'Plus Jakarta Sans', size: 12, weight: 500 }
  return {
    type: 'radar',
    data: {
      labels: labels.map(({ text }) => inLines(text, 12)),
      datasets: series.map(({ label, values }, index) => {
        const line = colour(lineColours[index % lineColours.length] ?? '--bar')
        const dash = lineDashes[index % lineDashes.length] ?? []
        const look = { borderColor: line, backgroundColor: line, borderDash: dash, borderWidth: 2 }
        return { label, data: values, ...look, fill: false }
      }),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: { legend: { labels: { color: colour('--ink'), font, boxWidth: 14 } } },
      scales: {
        r: {
          suggestedMin: 5,
          max: 10,
          grid: { color: colour('--line') },
          angleLines: { color: colour('--line') },
          pointLabels: { color: colour('--ink'), font },
          ticks: { color: colour('--soft'), backdropColor: 'transparent', stepSize: 1 },
        },
      },
    },
  }
}

/** @param {HTMLElement} figure */
function figuresOf(figure) {
  const table = /** @type {HTMLTableElement} */ (figure.querySelector('table'))
  const rows = [...(table.tBodies[0]?.rows ?? [])]
  const heads = [...(table.tHead?.querySelectorAll('[data-series]') ?? [])]
  return {
    labels: rows.map((row) => ({
      text: row.cells[0]?.firstChild?.textContent?.trim() ?? '',
      isRunning: 'running' in row.dataset,
    })),
    series: heads.map((head, index) => ({
      label: head.textContent,
      values: rows.map((row) => {
        const value = row.cells[index + 1]?.dataset['value']
        return value ? Number(value) : null
      }),
    })),
  }
}

/**
 * From pale bean over sage to leaf: the last series is the one that matters.
 * @param {number} count
 */
function coloursFor(count) {
  const all = ['--line', '--amber', '--lake', '--bean', '--sage', '--bar'].map((name) => ({
    fill: colour(name),
    edge: colour(name === '--lake' || name === '--bar' ? name : '--edge'),
  }))
  return all.slice(-Math.min(count, all.length))
}

/** @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** @param {number | string} value */
function shortNumber(value) {
  const notation = Math.abs(Number(value)) >= 1e6 ? 'compact' : 'standard'
  return new Intl.NumberFormat(document.documentElement.lang, { notation }).format(Number(value))
}

/** Where bars are few, each carries its value. */
const valuesOnBars = {
  id: 'valuesOnBars',
  /** @param {any} chart */
  afterDatasetsDraw(chart) {
    const pen = chart.ctx
    pen.save()
    pen.fillStyle = colour('--ink')
    pen.font = '650 13px "Plus Jakarta Sans", sans-serif'
    pen.textAlign = 'center'
    for (const { data, index } of chart.getSortedVisibleDatasetMetas()) {
      for (const [at, bar] of data.entries()) {
        const value = chart.data.datasets[index].data[at]
        if (value !== null) pen.fillText(shortNumber(value), bar.x, bar.y - 8)
      }
    }
    pen.restore()
  },
}

/**
 * The running month is not over yet: hatched.
 * @param {string} fill
 */
function hatched(fill) {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 10
  const pen = tile.getContext('2d')
  if (!pen) return fill
  pen.fillStyle = colour('--card')
  pen.fillRect(0, 0, 10, 10)
  pen.strokeStyle = fill
  pen.lineWidth = 4
  pen.beginPath()
  for (const x of [-10, 0, 10]) {
    pen.moveTo(x - 2, 12)
    pen.lineTo(x + 12, -2)
  }
  pen.stroke()
  return pen.createPattern(tile, 'repeat') ?? fill
}
