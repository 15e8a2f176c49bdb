import { expect } from 'chai'
import { deviceName } from '../../../domain/accounts/device.ts'
import { hasEnded, userStatus, userTransitions } from '../../../domain/accounts/status.ts'
import { eventsFrom } from '../../../domain/status-table.ts'

describe('the state of an account', () => {
  const day = '2026-08-15'

  it('is invited until it has a password, and ended from its day on', () => {
    expect(userStatus({ passwordHash: null, endsOn: null }, day)).to.equal('invited')
    expect(userStatus({ passwordHash: 'x', endsOn: null }, day)).to.equal('active')
    expect(userStatus({ passwordHash: 'x', endsOn: '2026-08-16' }, day)).to.equal('active')
    expect(userStatus({ passwordHash: 'x', endsOn: day }, day)).to.equal('ended')
    expect(userStatus({ passwordHash: null, endsOn: '2026-08-01' }, day)).to.equal('ended')
    expect(hasEnded({ endsOn: null }, day)).to.equal(false)
  })

  it('allows nothing once it has ended', () => {
    expect(eventsFrom(userTransitions, 'ended')).to.deep.equal([])
    expect(eventsFrom(userTransitions, 'active')).to.deep.equal(['edit', 'link', 'end'])
  })
})

describe('the name of a device', () => {
  it('is browser and system, as its owner knows them', () => {
    const android =
      'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0'

    expect([android, iphone, edge].map(deviceName)).to.deep.equal([
      'Chrome, Android',
      'Safari, iOS',
      'Edge, Windows',
    ])
    expect(deviceName('node')).to.equal(null)
  })
})
