import { expect } from 'chai'
import { changesFor, noteFor } from '../../../domain/admin/audit-masking.ts'

const changes = [
  { field: 'weightKg', before: null, after: 420 },
  { field: 'note', before: 'lama', after: '' },
]

describe('the trail as its readers may see it', () => {
  it('shows everything to the auditor', () => {
    expect(changesFor('auditor', 'harvest', changes)).to.deep.equal(changes)
    expect(noteFor('auditor', 'harvest', 'salah timbang')).to.equal('salah timbang')
  })

  it('tells the administrator which fields of people and money changed, not to what', () => {
    expect(changesFor('administrator', 'harvest', changes)).to.deep.equal([
      { field: 'weightKg', before: null, after: '•••' },
      { field: 'note', before: '•••', after: null },
    ])
    expect(noteFor('administrator', 'loan', 'sakit')).to.equal('•••')
  })

  it('shows the administrator what he keeps himself, but no phone', () => {
    const own = [
      { field: 'role', before: 'farmer', after: 'group-leader' },
      { field: 'phone', before: '+62812', after: '+62813' },
    ]

    expect(changesFor('administrator', 'user', own)).to.deep.equal([
      own[0],
      { field: 'phone', before: '•••', after: '•••' },
    ])
    expect(noteFor('administrator', 'user', 'pindah tugas')).to.equal('pindah tugas')
  })

  it('hides a kind that nobody has thought of yet', () => {
    expect(changesFor('administrator', 'new-kind', changes)[0]!.after).to.equal('•••')
  })
})
