/**
 * Shows what the earlier steps of a form hold, so that it is read once more before it is sent; each
 * answer leads back to its step.
 * @param {HTMLElement} section the "check your answers" of the last step
 * @param {HTMLElement[]} steps those before it
 * @param {(step: number) => void} go
 */
export function showAnswers(section, steps, go) {
  const rows = steps.flatMap((step, index) =>
    answersOf(step).map(({ label, value }) =>
      row(label, value, section.dataset['change'] ?? '', () => go(index)),
    ),
  )
  section.querySelector('dl')?.replaceChildren(...rows)
  section.hidden = rows.length === 0
}

/**
 * Label and value of each field that is filled in.
 * @param {HTMLElement} step
 */
function answersOf(step) {
  return [...step.querySelectorAll('.field')]
    .map((field) => ({ label: labelOf(field), value: valueOf(field) }))
    .filter(({ value }) => value !== '')
}

/** @param {Element} field */
function labelOf(field) {
  const label = field.querySelector('legend, label')
  return label?.firstChild?.textContent?.trim() ?? ''
}

/** @param {Element} field */
function valueOf(field) {
  const chosen = [...field.querySelectorAll('input:checked')]
  if (chosen.length > 0)
    return chosen.map((each) => each.closest('label')?.querySelector('b')?.textContent).join(', ')
  const select = field.querySelector('select')
  if (select) return select.value === '' ? '' : (select.selectedOptions[0]?.textContent ?? '')
  /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
  const box = field.querySelector('input.input, textarea')
  if (!box || box.value.trim() === '') return ''
  if (box.type === 'date') return dayWords(box.value)
  const unit = field.querySelector('.unit__word')?.textContent
  return unit ? `${box.value.trim()} ${unit}` : box.value.trim()
}

/** @param {string} day 2026-08-15 */
function dayWords(day) {
  const options = /** @type {const} */ ({ day: 'numeric', month: 'long', year: 'numeric' })
  return new Date(`${day}T00:00:00`).toLocaleDateString(document.documentElement.lang, options)
}

/**
 * @param {string} label
 * @param {string} value
 * @param {string} change
 * @param {() => void} goBack
 */
function row(label, value, change, goBack) {
  const made = document.createElement('div')
  const name = document.createElement('dt')
  const text = document.createElement('dd')
  const button = document.createElement('button')
  const about = document.createElement('span')
  name.textContent = label
  about.className = 'hidden'
  about.textContent = ` ${label}`
  button.type = 'button'
  button.className = 'linklike'
  button.append(change, about)
  button.addEventListener('click', goBack)
  text.append(value, ' ', button)
  made.append(name, text)
  return made
}
