import { expect } from 'chai'
import { conditionsFrom, latestChecks } from '../../../domain/loans/application.ts'
import { openActs } from '../../../domain/loans/acts.ts'
import { isOpen, loanStatuses, loanTransitions } from '../../../domain/loans/status.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { Role } from '../../../domain/permissions.ts'
import { next } from '../../../domain/status-table.ts'

const actor = (role: Role) => ({ userId: 'me', role }) as Actor

describe('how a loan moves', () => {
  it('can be withdrawn from every open state before it is signed, and from no other', () => {
    const withdrawable = loanStatuses.filter(
      (status) => next(loanTransitions, status, 'withdraw') !== null,
    )

    expect(withdrawable).to.deep.equal([
      'draft',
      'submitted',
      'recommended',
      'not-recommended',
      'in-review',
      'returned',
      'approved',
      'offer-accepted',
    ])
  })

  it('is open at its bank from the first sending until it has ended', () => {
    const closed = loanStatuses.filter((status) => !isOpen(status))

    expect(closed).to.deep.equal(['draft', 'refused', 'lapsed', 'withdrawn', 'closed', 'recovered'])
  })

  it('shows each person the acts that are his, and nobody the decision on what he prepared', () => {
    const loan = { status: 'in-review' as const, preparedBy: ['me'] }

    expect(openActs(actor('loan-approver'), loan)).to.deep.equal(['return'])
    expect(openActs(actor('loan-approver'), { ...loan, preparedBy: [] })).to.deep.equal([
      'approve',
      'return',
      'refuse',
    ])
    expect(openActs(actor('regency-admin'), loan)).to.deep.equal([])
    expect(openActs(actor('farmer'), loan)).to.deep.equal(['withdraw'])
  })

  it('makes conditions of what nobody has looked at, or what was found wanting at last', () => {
    const checks = [
      { item: 'identity' as const, result: 'not-ok' as const },
      { item: 'identity' as const, result: 'ok' as const },
      { item: 'slik' as const, result: 'not-ok' as const },
      { item: 'survey' as const, result: 'not-needed' as const },
    ]

    expect(conditionsFrom(checks)).to.deep.equal(['documents', 'slik', 'plots'])
    expect(latestChecks(checks).identity!.result).to.equal('ok')
  })
})
