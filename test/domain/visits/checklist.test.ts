import { expect } from 'chai'
import fc from 'fast-check'
import {
  issuesOf,
  measureOf,
  readAnswers,
  type ChecklistQuestion,
} from '../../../domain/visits/checklist.ts'
import { isWholeQuestion } from '../../../domain/visits/checklist-shape.ts'
import { shippedChecklists } from '../../../domain/visits/checklists/all.ts'
import { visitKinds } from '../../../domain/visits/kinds.ts'
import { askedCodes } from '../../../public/js/skip.js'

const { routine, pest } = shippedChecklists
const read = (typed: Record<string, string>, questions = routine.questions) =>
  readAnswers(questions, typed, {})

describe('a checklist', () => {
  it('reads what was answered: words, choices, numbers with a comma', () => {
    const { answers, faults } = read({
      ...{ pruning: 'partly', suckers: 'yes', borerSeen: 'yes', borerPct: ' 12,5 ' },
      ...{ fertilised: 'yes', fertiliserKg: '1.200', shade: '' },
    })

    expect(faults).to.deep.equal({})
    expect(answers).to.deep.equal({
      ...{ pruning: 'partly', suckers: 'yes', borerSeen: 'yes', borerPct: 12.5 },
      ...{ fertilised: 'yes', fertiliserKg: 1200 },
    })
  })

  it('says at each question what is wrong', () => {
    const { faults } = read({
      ...{ pruning: 'some', slope: 'maybe', borerSeen: 'yes', borerPct: '101' },
      ...{ rustSeen: 'yes', fertilised: 'yes', fertiliserKg: 'sack', tea: 'green' },
    })

    const keys = Object.entries(faults).map(([field, { key }]) => `${field} ${key}`)
    expect(keys.sort()).to.deep.equal([
      'answers[borerPct] visits.rules.outOfBounds',
      'answers[fertiliserKg] forms.number',
      'answers[pruning] forms.choice',
      'answers[rustPct] forms.missing',
      'answers[slope] forms.choice',
      'answers[tea] visits.rules.unknownQuestion',
    ])
  })

  it('takes a photo only as a file, and drops what was skipped', () => {
    const typed = { gardenPhoto: 'https://example.org', borerSeen: 'no', borerPct: '7' }

    const { answers } = readAnswers(routine.questions, typed, {})
    const sent = readAnswers(routine.questions, {}, { gardenPhoto: 'a'.repeat(24) })

    expect(answers).to.deep.equal({ borerSeen: 'no' })
    expect(sent.answers).to.deep.equal({ gardenPhoto: 'a'.repeat(24) })
  })

  it('is not whole with a condition on a later question or an option that is none', () => {
    const [pruning, suckers] = routine.questions as [ChecklistQuestion, ChecklistQuestion]
    const odd = { ...suckers, when: { code: 'pruning', is: ['never'] } }

    expect(isWholeQuestion(suckers, [pruning])).to.equal(true)
    expect(isWholeQuestion(suckers, [])).to.equal(false)
    expect(isWholeQuestion(odd, [pruning])).to.equal(false)
    expect(isWholeQuestion({ ...pruning, options: [] }, [])).to.equal(false)
  })

  it('asks no question that hangs on one that is not asked', () => {
    const questions = pest.questions

    expect(askedCodes(questions, { rustSeen: 'no', rustPct: '50' })).to.not.include('rustSprayed')
    expect(askedCodes(questions, { rustSeen: 'yes', rustPct: '10' })).to.include('rustSprayed')
    expect(askedCodes(questions, { rustSeen: 'yes', rustPct: '9,9' })).to.not.include('rustSprayed')
  })

  it('decides alike on what was typed and on what was read from it', () => {
    for (const kind of visitKinds) {
      const { questions } = shippedChecklists[kind]
      const form = fc.record(Object.fromEntries(questions.map((each) => [each.code, typing(each)])))
      fc.assert(
        fc.property(form, (typed) => {
          const { answers, faults } = readAnswers(questions, typed, {})

          expect(faults).to.deep.equal({})
          expect(askedCodes(questions, answers)).to.deep.equal(askedCodes(questions, typed))
        }),
        { numRuns: 300 },
      )
    }
  })

  it('finds what is amiss once, by answer or by band', () => {
    const { answers } = read({ pruning: 'none', suckers: 'no', rustSeen: 'yes', rustPct: '10,5' })

    expect(issuesOf(routine.questions, answers)).to.deep.equal(['pruning', 'rust'])
    expect(issuesOf(routine.questions, { rustPct: 10 })).to.deep.equal([])
  })

  it('measures nought where nothing was seen, and nothing where nobody looked', () => {
    const { questions } = routine

    expect(measureOf(questions, { borerSeen: 'yes', borerPct: 4 }, 'borer')).to.equal(4)
    expect(measureOf(questions, { borerSeen: 'no' }, 'borer')).to.equal(0)
    expect(measureOf(questions, {}, 'borer')).to.equal(null)
  })

  for (const kind of visitKinds) {
    it(`of kind ${kind} is whole: both languages, options, earlier conditions, sources`, () => {
      const { questions } = shippedChecklists[kind]
      const wrong = questions.filter(
        (question, at) => !isWholeQuestion(question, questions.slice(0, at)),
      )

      expect(questions.length).to.be.greaterThan(4)
      expect(new Set(questions.map(({ code }) => code)).size).to.equal(questions.length)
      expect(wrong).to.deep.equal([])
    })
  }
})

/** What somebody may type at a question, as he types it; left out where it may be. */
function typing({ kind, options, isRequired, min = 0, max = 1e9 }: ChecklistQuestion) {
  const numbers = ['0,5', '1', '4', '5', '9,99', '10', '12.5', '50'].filter((each) => {
    const value = Number(each.replace(',', '.'))
    return value >= min && value <= max
  })
  const typed = {
    'yes-no': ['yes', 'no'],
    choice: options?.map(({ code }) => code) ?? [],
    number: numbers,
    text: ['Kutu hijau'],
    photo: [],
  }[kind]
  return fc.constantFrom(...typed, ...(isRequired ? [] : ['']))
}
