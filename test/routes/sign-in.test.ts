import { expect } from 'chai'
import { setStage } from '../support/cast.ts'
import { Client, origin } from '../support/client.ts'
import { useDatabase } from '../support/database.ts'

describe('signing in', () => {
  useDatabase()
  beforeEach(setStage)

  it('asks a visitor of a member page to sign in, and brings him back', async () => {
    const visitor = new Client()

    const page = await visitor.get('/harvests?status=declared')
    const form = await visitor.post('/harvests', {})

    expect(page.status).to.equal(303)
    expect(page.location).to.equal('/sign-in?next=%2Fharvests%3Fstatus%3Ddeclared')
    expect(form.status).to.equal(303)
    expect(form.location).to.match(/^\/sign-in\?next=/)
  })

  it('goes on to the page that was asked for, on this site only', async () => {
    const visitor = new Client()

    const own = await visitor.post('/sign-in', {
      username: 'petani',
      password: 'kopi-arabika',
      next: '/harvests',
    })
    const foreign: (string | null | undefined)[] = []
    for (const next of ['//evil.example/x', '/..//evil.example/x', '/\\evil.example'])
      foreign.push(
        (
          await new Client().post('/sign-in', {
            username: 'petani',
            password: 'kopi-arabika',
            next,
          })
        ).location,
      )

    expect([own.status, own.location]).to.deep.equal([303, '/harvests'])
    expect(foreign).to.deep.equal(['/', '/', '/'])
  })

  it('takes a form that is cut off for a wrong one, not for a large one', async () => {
    const answer = await fetch(`${await origin()}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\npeta',
    })

    expect(answer.status).to.equal(422)
  })

  it('answers a wrong password and an unknown name with the same words', async () => {
    const wrong = await new Client().post('/sign-in', {
      username: 'petani',
      password: 'salah-sekali',
    })
    const unknown = await new Client().post('/sign-in', {
      username: 'siapa',
      password: 'salah-sekali',
    })

    expect([wrong.status, unknown.status]).to.deep.equal([422, 422])
    expect(wrong.text).to.include('role="alert"').and.include('aria-invalid="true"')
    expect(wrong.text).to.include('value="petani"').and.not.include('salah-sekali')
    const words = (text: string) => /<ul>.*<\/ul>/.exec(text)?.[0]
    expect(words(wrong.text)).to.equal(words(unknown.text))
  })

  it('locks an account after too many failures, whether it exists or not', async () => {
    const statuses = async (username: string) => {
      const client = new Client()
      const answers = []
      for (let count = 0; count < 7; count++) {
        answers.push((await client.post('/sign-in', { username, password: 'salah-sekali' })).status)
      }
      return answers
    }

    const known = await statuses('petani')
    const unknown = await statuses('siapa')
    const right = await new Client().post('/sign-in', {
      username: 'petani',
      password: 'kopi-arabika',
    })

    expect(known).to.include(422).and.include(429)
    expect(unknown).to.include(422).and.include(429)
    expect(right.status).to.equal(429)
  })

  it('refuses a form without the token of its page', async () => {
    const petani = await Client.as('petani')

    const answer = await petani.post('/harvests', { _csrf: 'forged' })

    expect(answer.status).to.equal(403)
  })

  it('ends the session at sign-out', async () => {
    const petani = await Client.as('petani')

    await petani.post('/sign-out')
    const after = await petani.get('/harvests')

    expect(after.status).to.equal(303)
  })

  it('speaks the language that is asked for, and remembers it', async () => {
    const petani = await Client.as('petani')

    const english = await petani.get('/?lang=en')
    const still = await petani.get('/harvests')

    expect(english.text).to.include('<html lang="en">').and.include('Waiting for you')
    expect(still.text).to.include('<html lang="en">')
  })
})
