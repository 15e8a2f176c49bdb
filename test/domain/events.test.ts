import { expect } from 'chai'
import type { Types } from 'mongoose'
import type { Actor } from '../../domain/actor.ts'
import { announce, listen, type Events } from '../../domain/events.ts'

describe('events between areas', () => {
  it('run every listener once, in the order of registration, and pass a failure on', async () => {
    const heard: string[] = []
    const first = async ({ varietyCode }: Events['plotPlanted']) => void heard.push(varietyCode)
    const second = async () => {
      heard.push('second')
      throw new Error('the act must fail with its listener')
    }
    listen('plotPlanted', first)
    const takeOff = [listen('plotPlanted', first), listen('plotPlanted', second)]

    const event = { actor: {} as Actor, plotId: {} as Types.ObjectId, varietyCode: 'komasti' }
    const outcome = await announce('plotPlanted', { ...event, plantedOn: '2026-01-01' }).catch(
      (error: Error) => error.message,
    )
    for (const take of takeOff) take()
    await announce('plotPlanted', { ...event, plantedOn: '2026-01-01' })

    expect(heard).to.deep.equal(['komasti', 'second'])
    expect(outcome).to.equal('the act must fail with its listener')
  })
})
