import type { LoanEvent } from '../../domain/loans/status.ts'
import type { Loan } from '../../models/loan.ts'
import type { DemoPerson } from './audit.ts'
import { conditionsThen, handThen } from './loan-life.ts'
import type { Random } from './random.ts'

/** Everybody who has to do with one application. */
export interface LoanHands {
  applicant: DemoPerson
  officer: DemoPerson
  analyst: DemoPerson
  approver: DemoPerson
}

/** What a step of the demo data says and changes. */
export interface Done {
  person: DemoPerson | null
  text: string | null
  isInternal?: boolean
  changes: Partial<Loan>
}

const words = {
  recommend: [
    'Kebun terawat, pohon sehat, dan anggota aktif di kelompok.',
    'Panen tiga musim terakhir tercatat baik. Kebutuhan pupuk sesuai luas kebun.',
    'Sudah mengikuti sekolah lapang; rencana pemakaian dana jelas.',
  ],
  against: [
    'Kebun baru ditanam dan belum menghasilkan; sebaiknya menunggu satu musim.',
    'Jumlah yang diminta terlalu besar untuk luas kebun.',
  ],
  return: [
    'Foto KTP kurang jelas. Mohon kirim ulang.',
    'Surat kelompok belum ditandatangani ketua.',
  ],
  refuse: [
    'Penghasilan setahun belum cukup untuk angsuran. Ajukan lagi dengan jumlah yang lebih kecil.',
    'Masih ada tunggakan pada pinjaman lain menurut SLIK.',
  ],
  approve: [
    'Hasil panen tiga musim cukup untuk membayar angsuran.',
    'Kebun dan berkas lengkap; angsuran sesuai musim panen.',
  ],
  withdraw: ['Kebutuhan pupuk sudah dibantu keluarga.', 'Menunggu harga musim depan.'],
}

const checks = [
  { item: 'identity', result: 'ok', collectibility: null, note: 'KTP sesuai' },
  { item: 'documents', result: 'ok', collectibility: null, note: null },
  { item: 'slik', result: 'ok', collectibility: 1, note: 'Tidak ada tunggakan' },
] as const

/** What one act of the demo data does, by the same shapes as the services write. */
export function doneBy(
  random: Random,
  act: LoanEvent,
  loan: Loan,
  hands: LoanHands,
  at: Date,
): Done {
  const { applicant, officer, analyst, approver } = hands
  const preparedBy = loan.preparedBy.length ? loan.preparedBy : [handThen(analyst, at).byId]
  switch (act) {
    case 'submit': {
      const sentOn = at.toISOString().slice(0, 10)
      const changes = { isSent: true, sentOn, slikConsentAt: at, termsReadAt: at }
      return { person: applicant, text: null, changes }
    }
    case 'recommend':
    case 'decline-to-recommend': {
      const isFor = act === 'recommend'
      const reason = random.pick(isFor ? words.recommend : words.against)
      const recommendation = { ...handThen(officer, at), isFor, reason }
      return { person: officer, text: reason, changes: { recommendation } }
    }
    case 'take':
      return {
        person: analyst,
        text: null,
        changes: { takenBy: handThen(analyst, at), preparedBy },
      }
    case 'check': {
      const check = checks[loan.checks.length % checks.length]!
      const text = `${check.item}: ${check.result}`
      const noted = [...loan.checks, { ...check, ...handThen(analyst, at) }]
      return { person: analyst, text, isInternal: true, changes: { checks: noted } }
    }
    case 'analyse':
      return analysed(random, loan, analyst, at)
    case 'return': {
      const reason = random.pick(words.return)
      return { person: analyst, text: reason, changes: { returnReason: reason } }
    }
    case 'refuse':
    case 'approve':
      return decided(random, act, loan, approver, at)
    case 'withdraw':
      return { person: applicant, text: random.pick(words.withdraw), changes: {} }
    case 'lapse':
      return { person: null, text: null, changes: {} }
    default:
      return { person: applicant, text: null, changes: {} }
  }
}

function analysed(random: Random, loan: Loan, analyst: DemoPerson, at: Date): Done {
  const amount = loan.amountRupiah!
  const incomeRupiah = Math.round((amount * (1.6 + random.next() * 2)) / 100_000) * 100_000
  const note = 'Dihitung dari panen tiga musim dan harga buah sekarang.'
  const analysis = {
    ...handThen(analyst, at),
    incomeRupiah,
    costRupiah: Math.round((incomeRupiah * 0.4) / 100_000) * 100_000,
    otherInstalmentsRupiah: random.next() < 0.3 ? 1_200_000 : 0,
    advice: 'approve' as const,
    advisedRupiah: amount,
    advisedTermMonths: loan.termMonths,
    note,
  }
  return { person: analyst, text: note, isInternal: true, changes: { analysis } }
}

function decided(
  random: Random,
  act: 'approve' | 'refuse',
  loan: Loan,
  approver: DemoPerson,
  at: Date,
): Done {
  const reason = random.pick(words[act])
  const decision = { ...handThen(approver, at), reason }
  if (act === 'refuse') return { person: approver, text: reason, changes: { decision } }
  const changes = {
    decision,
    approvedRupiah: loan.amountRupiah,
    approvedTermMonths: loan.termMonths,
    conditions: conditionsThen(loan),
  }
  return { person: approver, text: reason, changes }
}
