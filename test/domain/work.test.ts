import { expect } from 'chai'
import { shownOf, type WorkItem } from '../../domain/work.ts'

describe('the work list', () => {
  const item = (key: string, days: number, isLate = true): WorkItem => ({
    ...{ key, days, isLate, values: {}, href: `/${key}/${days}` },
  })

  it('does not hide the first of one kind behind many late ones of another', () => {
    const late = Array.from({ length: 30 }, (_, n) => item('count', 100 + n))
    const survey = { ...item('survey', 0, false), dueOn: '2026-08-20' }

    const shown = shownOf([survey, ...late], 20)

    expect(shown).to.have.length(20)
    expect(shown.at(0)).to.include({ key: 'count', days: 129 })
    expect(shown.at(-1)).to.equal(survey)
  })

  it('shows all of a short list, the late ones first', () => {
    const shown = shownOf([item('a', 1, false), item('a', 5), item('b', 9)], 20)

    expect(shown.map(({ href }) => href)).to.deep.equal(['/b/9', '/a/5', '/a/1'])
  })
})
