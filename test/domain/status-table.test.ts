import { expect } from 'chai'
import { eventsFrom, next, transitions } from '../../domain/status-table.ts'

describe('a state table', () => {
  const door = transitions<'open' | 'shut', 'push' | 'pull'>({
    open: { push: 'shut' },
    shut: { pull: 'open' },
  })

  it('tells where an event leads, or that it cannot happen', () => {
    expect(next(door, 'open', 'push')).to.equal('shut')
    expect(next(door, 'open', 'pull')).to.equal(null)
    expect(eventsFrom(door, 'shut')).to.deep.equal(['pull'])
  })

  it('is not fooled by names that every object has', () => {
    expect(next(door, 'open', 'constructor' as 'push')).to.equal(null)
    expect(next(door, 'toString' as 'open', 'push')).to.equal(null)
    expect(eventsFrom(door, 'valueOf' as 'open')).to.deep.equal([])
  })

  it('cannot be changed', () => {
    expect(() => Object.assign(door.open, { pull: 'open' })).to.throw(TypeError)
  })
})
