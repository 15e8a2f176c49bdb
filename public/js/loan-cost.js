import { usualDue } from './usual-due.js'

const waitMs = 300

/**
 * Shows what a loan costs while amount, term and kind are typed: the calculator's own figures, asked
 * for a moment after the last key. Without script the page says it once the step is saved.
 * @param {HTMLElement} frame
 */
export function showCost(frame) {
  const form = /** @type {HTMLFormElement} */ (frame.closest('form'))
  const number = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID')
  let asked = 0
  /** @type {number | undefined} */
  let timer

  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), waitMs)
  })
  void ask()

  async function ask() {
    const own = ++asked
    const answer = await answerFor(new FormData(form))
    // an answer to what was typed before comes too late
    if (own === asked) show(answer)
  }

  /** @param {FormData} typed */
  async function answerFor(typed) {
    const { amountRupiah, termMonths, repayment } = Object.fromEntries(typed)
    if (!amountRupiah || !termMonths || !repayment) return null
    const address = new URL(frame.dataset['cost'] ?? '', location.href)
    address.searchParams.set('principalRupiah', String(amountRupiah))
    address.searchParams.set('instalments', String(termMonths))
    address.searchParams.set('method', String(repayment))
    const answer = await fetch(address).catch(() => null)
    return answer?.ok ? answer.json() : null
  }

  /** @param {any} answer what the calculator says; null while it cannot be said */
  function show(answer) {
    frame.hidden = answer === null
    if (answer === null) return
    const [least, greatest] = usualDue(answer.instalments)
    fill('instalment', least === greatest ? money(least) : `${money(least)} – ${money(greatest)}`)
    fill('interest', money(answer.totals.interestRupiah))
    fill('total', money(answer.totals.dueRupiah))
    fill('effective', `${number.format(answer.effectiveRatePct)}\u00a0%`)
  }

  /** @param {number} rupiah */
  function money(rupiah) {
    return `Rp\u00a0${number.format(rupiah)}`
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  function fill(name, text) {
    const place = frame.querySelector(`[data-figure="${name}"]`)
    if (place) place.textContent = text
  }
}
