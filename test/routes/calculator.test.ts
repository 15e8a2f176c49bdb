import { expect } from 'chai'
import { setStage } from '../support/cast.ts'
import { Client, origin } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'

interface Schedule {
  instalments: Record<string, number | string>[]
  totals: Record<string, number>
  effectiveRatePct: number
}

const loan = { principalRupiah: '20.000.000', ratePct: '6', instalments: '12' }

describe('the calculator', () => {
  useDatabase()

  it('answers a schedule as data to anybody, by exactly the names of service.md', async () => {
    const { status, body } = await ask({ ...loan, method: 'flat', disbursedOn: '2026-01-31' })

    expect(status).to.equal(200)
    const answer = body as unknown as Schedule
    expect(Object.keys(answer)).to.have.members(['instalments', 'totals', 'effectiveRatePct'])
    expect(answer.instalments[1]).to.deep.equal({
      n: 2,
      dueOn: '2026-03-31',
      days: 31,
      principalRupiah: 1_666_667,
      interestRupiah: 100_000,
      feeRupiah: 0,
      dueRupiah: 1_766_667,
      balanceRupiah: 16_666_666,
    })
    expect(answer.totals).to.deep.equal({
      principalRupiah: 20_000_000,
      interestRupiah: 1_200_000,
      feeRupiah: 0,
      dueRupiah: 21_200_000,
    })
    expect(answer.effectiveRatePct).to.equal(10.9)
  })

  it('takes what is absent at its plain value: a monthly annuity from today', async () => {
    const { body } = await ask(loan)

    const [first] = (body as unknown as Schedule).instalments
    expect(first).to.include({ dueOn: '2026-09-15', dueRupiah: 1_721_329 })
  })

  it('takes every parameter', async () => {
    const { body } = await ask({
      principalRupiah: '10000000',
      ratePct: '9,1234',
      method: 'equal-principal',
      instalments: '4',
      every: '2',
      unit: 'week',
      interestPeriod: 'daily',
      dayCount: 'act/360',
      disbursedOn: '2026-01-05',
      firstDueOn: '2026-01-26',
      gracePrincipal: '1',
      graceInterest: '1',
      interestFree: '0',
      roundTo: '100',
      rounding: 'up',
      feePct: '0.5',
    })

    const { instalments, totals } = body as unknown as Schedule
    // 21 days of 10,000,000 × 9.1234 % / 360, kept, and 14 days more
    const kept = Math.ceil((10_000_000 * 0.091234 * 21) / 360)
    const second = Math.ceil((10_000_000 * 0.091234 * 14) / 360)
    expect(instalments.map(({ dueOn }) => dueOn)).to.deep.equal([
      '2026-01-26',
      '2026-02-09',
      '2026-02-23',
      '2026-03-09',
    ])
    expect(instalments[0]).to.include({ principalRupiah: 0, interestRupiah: 0, feeRupiah: 50_000 })
    expect(instalments[1]).to.include({ interestRupiah: kept + second })
    expect((Number(instalments[1]!['principalRupiah']) + second) % 100).to.equal(0)
    expect(totals['principalRupiah']).to.equal(10_000_000)
  })

  it('names each wrong parameter in the reader’s language', async () => {
    const wrong = {
      principalRupiah: '12,5',
      ratePct: '6.12345',
      method: 'murabahah',
      instalments: '601',
      disbursedOn: '2026-02-30',
      feePct: '-1',
    }

    const indonesian = await ask(wrong)
    const english = await ask({ ...loan, instalments: '601', lang: 'en' })

    expect(indonesian.status).to.equal(422)
    expect(Object.keys(indonesian.body)).to.deep.equal(['errors'])
    const { errors } = indonesian.body as { errors: Record<string, string> }
    expect(Object.keys(errors)).to.have.members([
      'principalRupiah',
      'ratePct',
      'method',
      'instalments',
      'disbursedOn',
      'feePct',
    ])
    expect(english.body).to.deep.equal({
      errors: { instalments: 'The number of instalments must be between 1 and 600.' },
    })
  })

  it('refuses terms that cannot be paid, repeated parameters, and absent ones', async () => {
    const errorsOf = async (query: string) => {
      const answer = await fetch(`${await origin()}/loans/calculator?format=json&${query}`)
      expect(answer.status, query).to.equal(422)
      const { errors } = (await answer.json()) as { errors: Record<string, string> }
      return Object.keys(errors)
    }
    const plain = new URLSearchParams(loan).toString()

    expect(await errorsOf('')).to.have.members(['principalRupiah', 'ratePct', 'instalments'])
    expect(await errorsOf(`${plain}&instalments=6`)).to.deep.equal(['instalments'])
    expect(await errorsOf(`${plain}&gracePrincipal=12`)).to.deep.equal(['gracePrincipal'])
    expect(await errorsOf(`${plain}&disbursedOn=2026-01-05&firstDueOn=2026-01-05`)).to.deep.equal([
      'firstDueOn',
    ])
    expect(await errorsOf(`${plain}&every=0&roundTo=0`)).to.have.members(['every', 'roundTo'])
    expect(
      await errorsOf('principalRupiah=1000000&ratePct=6&instalments=600&every=366'),
    ).to.deep.equal(['instalments'])
  })

  it('gives everybody the same answer, asked once or again, signed in or not', async () => {
    await setStage()
    const address = `/loans/calculator?${new URLSearchParams(loan).toString()}`
    const petani = await Client.as('petani')

    const answers = [
      await new Client().data(address),
      await new Client().data(address),
      await petani.data(address),
    ]

    expect(answers[1]).to.deep.equal(answers[0])
    expect(answers[2]).to.deep.equal(answers[0])
  })

  it('shows the form with an example, and every figure in words and a table', async () => {
    const visitor = new Client()

    const { status, text } = await visitor.get('/loans/calculator')

    expect(status).to.equal(200)
    expect(text).to.contain('name="principalRupiah"')
    expect(text).to.contain('Rp\u00a01.721.329')
    expect(text).to.contain('10,90\u00a0%')
    expect(text).to.contain('11,46\u00a0%')
    expect(text).to.contain('data-chart')
    expect(text).to.contain('1 / 200')
  })

  it('keeps what was typed beside what is wrong with it', async () => {
    const { status, text } = await new Client().get(
      '/loans/calculator?principalRupiah=sepuluh&ratePct=6&instalments=12',
    )

    expect(status).to.equal(422)
    expect(text).to.contain('value="sepuluh"')
    expect(text).to.contain('href="#f-principalRupiah"')
    expect(text).to.contain('aria-invalid="true"')
  })

  it('has a page to print, and a way to it from the front page', async () => {
    const visitor = new Client()

    const front = await visitor.get('/')
    const print = await visitor.get(
      '/loans/calculator?principalRupiah=5000000&ratePct=6&instalments=3&print=1&lang=en',
    )

    expect(front.text).to.contain('href="/loans/calculator"')
    expect(print.text).to.contain('Calculated on 15 August 2026')
    expect(print.text).not.to.contain('<form class="card')
  })
})

async function ask(query: Record<string, string>) {
  const address = `${await origin()}/loans/calculator?${new URLSearchParams({ ...query, format: 'json' }).toString()}`
  const answer = await fetch(address)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
