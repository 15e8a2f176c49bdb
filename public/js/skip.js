/**
 * When a question is asked: an earlier one must have been answered with one of `is`, or with a
 * number of at least `atLeast`. This one module decides in the browser and in the server.
 * @typedef {{ code: string, is?: string[], atLeast?: number }} When
 * @typedef {{ code: string, when?: When | null }} Skippable
 */

/**
 * The codes of the questions that are asked, given what was answered so far. A question that hangs
 * on one that is not asked is not asked either.
 * @param {readonly Skippable[]} questions in their order
 * @param {Readonly<Record<string, unknown>>} answers as typed, or as read
 * @returns {string[]}
 */
export function askedCodes(questions, answers) {
  /** @type {Set<string>} */
  const asked = new Set()
  for (const { code, when } of questions) {
    if (!when || (asked.has(when.code) && holds(when, answers[when.code]))) asked.add(code)
  }
  return [...asked]
}

/**
 * @param {When} when
 * @param {unknown} answer
 */
function holds(when, answer) {
  if (answer === undefined || answer === null || answer === '') return false
  const text = String(answer).trim()
  if (when.is) return when.is.includes(text)
  const number = Number(text.replace(',', '.'))
  return when.atLeast !== undefined && number >= when.atLeast
}
