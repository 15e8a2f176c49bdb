import { showAnswers } from './answers.js'

const phone = matchMedia('(max-width: 639px)')

/**
 * On a phone a form with `data-steps` asks one `.step` at a time; on a desk, and without script, it
 * shows them all.
 * @param {HTMLFormElement} form
 */
export function askInSteps(form) {
  const steps = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('.step')])
  const last = steps.length - 1
  if (last < 1) return
  const send = /** @type {HTMLElement} */ (form.querySelector(':scope > [type="submit"]'))
  const { head, acts, progress, word } = frameOf(form, last + 1)
  /** @type {HTMLElement | null} */
  const answers = form.querySelector('[data-answers]')
  steps[0]?.before(head)
  send.after(acts)
  let current = firstStep()

  // what is wrong, or asked, stands first
  function firstStep() {
    const wrong = steps.findIndex((step) => step.querySelector('[aria-invalid]'))
    if (wrong >= 0) return wrong
    return form.querySelector('[data-ask]') ? last : 0
  }

  function show() {
    const isStepped = phone.matches
    form.classList.toggle('is-stepped', isStepped)
    for (const [index, step] of steps.entries()) step.hidden = isStepped && index !== current
    head.hidden = !isStepped
    acts.hidden = !isStepped
    send.hidden = isStepped && current < last
    progress.value = current + 1
    word.textContent = `${current + 1} / ${last + 1}`
    if (answers && isStepped && current === last) showAnswers(answers, steps.slice(0, -1), go)
    else if (answers) answers.hidden = true
    const [next, back] = acts.querySelectorAll('button')
    if (back) back.hidden = current === 0
    if (next) next.hidden = current === last
  }

  /** @param {number} step */
  function go(step) {
    current = Math.max(0, Math.min(last, step))
    show()
    const legend = steps[current]?.querySelector('legend')
    legend?.setAttribute('tabindex', '-1')
    legend?.focus({ preventScroll: true })
    head.scrollIntoView({ block: 'start' })
  }

  acts.addEventListener('click', ({ target }) => {
    const move = target instanceof HTMLElement ? target.dataset['move'] : undefined
    if (move) go(current + Number(move))
  })
  form.addEventListener('submit', (event) => {
    if (!phone.matches || current === last) return
    event.preventDefault()
    go(current + 1)
  })
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof HTMLElement ? target.closest('a[href^="#f-"]') : null
    const field = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    const step = steps.findIndex((each) => field && each.contains(field))
    if (step < 0) return
    current = step
    show()
  })
  phone.addEventListener('change', show)
  show()
}

/**
 * @param {HTMLFormElement} form
 * @param {number} total
 */
function frameOf(form, total) {
  const head = document.createElement('div')
  head.className = 'steps'
  const progress = document.createElement('progress')
  progress.max = total
  progress.setAttribute('aria-hidden', 'true')
  const word = document.createElement('p')
  head.append(progress, word)
  const acts = document.createElement('div')
  acts.className = 'acts'
  acts.append(
    button(form.dataset['next'] ?? '›', '1', 'button button--main'),
    button(form.dataset['back'] ?? '‹', '-1', 'button'),
  )
  return { head, acts, progress, word }
}

/**
 * @param {string} text
 * @param {string} move
 * @param {string} look
 */
function button(text, move, look) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  made.className = look
  made.dataset['move'] = move
  return made
}
