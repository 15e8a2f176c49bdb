import { expect } from 'chai'
import fc from 'fast-check'
import { queryWords, searchWords } from '../../domain/search-words.ts'

const finds = (query: string, name: string) => {
  const words = searchWords([name])
  return queryWords(query).every((word) => words.includes(word))
}

describe('search words', () => {
  it('holds each word and its prefixes from three letters', () => {
    expect(searchWords(['Siti Aminah'])).to.deep.equal([
      'ami',
      'amin',
      'amina',
      'aminah',
      'sit',
      'siti',
    ])
  })

  it('forgets case, accents and apostrophes', () => {
    expect(finds('mas’ud', 'MASʼUD')).to.be.true
    expect(finds('jose', 'José')).to.be.true
    expect(finds("ma'ruf", 'Maruf')).to.be.true
  })

  it('finds by any words in any order, and short words only whole', () => {
    expect(finds('amin siti', 'Siti Aminah')).to.be.true
    expect(finds('si', 'Siti')).to.be.false
    expect(finds('su', 'Su Kim')).to.be.true
    expect(finds('budi', 'Siti')).to.be.false
  })

  it('leaves out what is absent and says each word once', () => {
    expect(searchWords([null, undefined, '', 'Ijen ijen'])).to.deep.equal(['ije', 'ijen'])
  })

  it('bounds the words of a query and their length', () => {
    expect(queryWords('a b c d e f g h i j k')).to.have.length(8)
    expect(queryWords('x'.repeat(1000))[0]).to.have.length(24)
    expect(queryWords('  .,- ')).to.deep.equal([])
  })

  it('finds every name by itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => finds(name, name)))
  })
})
