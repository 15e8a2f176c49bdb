import { expect } from 'chai'
import { Client } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'
import { wrongFieldsOf } from '../support/html.ts'

const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

describe('the public grade of green coffee', () => {
  const visitor = new Client()

  useDatabase()

  it('answers as data what the standard says', async () => {
    const asked = { 'defects[broken]': '54', 'defects[brown]': '1', 'sieve[6.5]': '290', 'sieve[6.0]': '10', moisturePct: '12,5' } // prettier-ignore

    const data = await visitor.data(`/quality/grade?${query(asked)}`)

    expect(data).to.deep.include({ defects: '11.05', grade: '2', size: 'large', failed: [] })
    expect((data['perDefect'] as { code: string }[]).map(({ code }) => code)).to.deep.equal([
      'broken',
      'brown',
    ])
  })

  it('fails a lot for one general requirement', async () => {
    const asked = { liveInsects: 'yes', moisturePct: '12.6' }

    const data = await visitor.data(`/quality/grade?${query(asked)}`)

    expect(data).to.include({ grade: 'outside', defects: '0.00', size: null })
    expect(data['failed']).to.deep.equal(['moisturePct', 'liveInsects'])
  })

  it('shows the result on the page, with what sorting would bring', async () => {
    const asked = { 'defects[broken]': '40', 'defects[black]': '9', lang: 'en' }

    const { status, text } = await visitor.get(`/quality/grade?${query(asked)}`)

    expect(status).to.equal(200)
    expect(text).to.include('Grade 2').and.to.include('Without the 9 × black bean: Grade 1.')
    expect(text).to.match(/name="defects\[broken\]"[^>]*value="40"/)
  })

  it('says at the field what is wrong and keeps what was typed', async () => {
    const asked = { 'defects[broken]': 'many', moisturePct: '101', liveInsects: 'perhaps' }

    const page = await visitor.get(`/quality/grade?${query(asked)}`)
    const data = await visitor.get(`/quality/grade?${query(asked)}&format=json`)

    expect(page.status).to.equal(422)
    expect(page.text).to.include('value="many"')
    expect(wrongFieldsOf(page.text)).to.deep.equal(['defects[broken]', 'liveInsects'])
    expect(data.status).to.equal(422)
    const { errors } = JSON.parse(data.text) as { errors: Record<string, string> }
    expect(Object.keys(errors).sort()).to.deep.equal(['defects[broken]', 'liveInsects'])
  })

  it('refuses counts that no sample holds and names that no defect has', async () => {
    const tooMany = await visitor.get('/quality/grade?defects[black]=10001&moisturePct=100.5')
    const unknown = await visitor.get('/quality/grade?defects[blue]=1')
    const bent = await visitor.get('/quality/grade?defects=3&sieve=x&defects[black][x]=1')

    expect([tooMany.status, unknown.status, bent.status]).to.deep.equal([422, 422, 422])
    expect(wrongFieldsOf(tooMany.text)).to.deep.equal(['defects[black]', 'moisturePct'])
  })
})
