import { askedCodes } from './skip.js'

/**
 * Shows the questions of a checklist that are asked, and hides the others, as answers are given; a
 * hidden one is not sent. Without script all stand there with the words "only when".
 * @param {HTMLElement} list
 */
export function askAsAnswered(list) {
  const blocks = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[data-question]')])
  const questions = blocks.map((block) => ({
    code: block.dataset['question'] ?? '',
    when: block.dataset['when'] ? JSON.parse(block.dataset['when']) : null,
  }))
  const show = () => {
    const asked = askedCodes(questions, answersIn(blocks))
    for (const block of blocks) {
      const isAsked = asked.includes(block.dataset['question'] ?? '')
      block.hidden = !isAsked
      for (const control of controlsOf(block)) control.disabled = !isAsked
    }
  }
  list.addEventListener('input', show)
  show()
}

/**
 * @param {HTMLElement} block
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[]}
 */
function controlsOf(block) {
  return [...block.querySelectorAll('input'), ...block.querySelectorAll('textarea')]
}

/** @param {HTMLElement[]} blocks */
function answersIn(blocks) {
  /** @type {Record<string, string>} */
  const answers = {}
  for (const block of blocks) {
    const given = controlsOf(block).find(
      (control) => control.type !== 'radio' || /** @type {HTMLInputElement} */ (control).checked,
    )
    answers[block.dataset['question'] ?? ''] = given?.value ?? ''
  }
  return answers
}
