import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'

// handlebars calls a helper where a field of the same name is meant, and prints a dash
const bare = /\{\{(number|day|moment|pct|measure)\}\}/

describe('the views', () => {
  it('write this.number where a field bears the name of a helper', () => {
    const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.hbs'),
    )

    const wrong = views.filter((path) => bare.test(readFileSync(`views/${path}`, 'utf8')))

    expect(views.length).to.be.greaterThan(50)
    expect(wrong).to.deep.equal([])
  })
})
