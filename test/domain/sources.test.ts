import { expect } from 'chai'
import { seedReference } from '../../database/seed-reference.ts'
import { cited } from '../../domain/sources.ts'
import { ReferenceItemModel } from '../../models/reference-item.ts'
import { useDatabase } from '../support/database.ts'

describe('the sources of reference data', () => {
  useDatabase()

  it('are told by the page that a mark stands for, and by words where nothing is sure', () => {
    expect(cited('[B11]: setahun sebelum kopi')).to.equal(
      'goresanpandanduri.blogspot.com, pengajiran dan jarak tanam: setahun sebelum kopi',
    )
    expect(cited('[F2][F4]')).to.equal('library.sweetmarias.com, wet process; aklcoffee.com')
    expect(cited('(U)')).to.equal('belum dipastikan')
    expect(() => cited('[Z99]')).to.throw('Z99')
  })

  it('reach no reader as a mark of our own papers', async () => {
    await seedReference()

    const items = await ReferenceItemModel.find().lean()

    const sources = items.flatMap(({ source, values }) => {
      const { questions = [] } = values as { questions?: { source: string }[] }
      return [source, ...questions.map((question) => question.source)]
    })
    expect(sources.length).to.be.above(100)
    expect(sources.filter((source) => /\[[A-Z]\d|\(U\)|domain\.md/.test(source))).to.deep.equal([])
  })
})
