import express, { type Request, type Response } from 'express'
import type { Actor } from '../../domain/actor.ts'
import { recordLook } from '../../domain/audit.ts'
import { regionName } from '../../domain/regions.ts'
import { confirmReceipt, proofOf, readReceipt } from '../../domain/seedlings/service/receipts.ts'
import { receiptTransitions } from '../../domain/seedlings/status.ts'
import { next } from '../../domain/status-table.ts'
import { can } from '../../domain/permissions.ts'
import type { Receipt } from '../../domain/seedlings/service/distribute.ts'
import { accept, type FormOf, type Sent } from '../../middleware/accept.ts'
import { may } from '../../middleware/may.ts'
import { Paper } from '../paper/paper.ts'
import { absolute, qrDataUrl, qrPng } from '../paper/qr.ts'
import { present } from '../present.ts'
import { confirmForm } from './forms.ts'
import { formOf, troubleOf } from './ui.ts'

export const receipts = express.Router()

receipts.get('/receipts/:number', may('receipt.view'), receiptPage)
receipts.get('/receipts/:number/receipt.pdf', may('receipt.view'), receiptPaper)
receipts.get('/receipts/:number/proof', may('public'), proofPage)
receipts.post(
  '/receipts/:number/confirm',
  may('receipt.confirm'),
  accept(confirmForm, confirm, { on, orShow: receiptPage }),
)

async function on(req: Request) {
  return (await readReceipt(req.actor!, String(req.params['number']))).receipt
}

async function confirm({ actor, record, version }: Sent<FormOf<typeof confirmForm>, Receipt>) {
  await confirmReceipt(actor, record.number, version)
  return { to: `/receipts/${record.number}`, say: 'seedlings.said.confirm' }
}

/** A receipt as data. */
function receiptRow(
  actor: Actor,
  { receipt, farmerName, lots }: Awaited<ReturnType<typeof readReceipt>>,
) {
  // the province works without names, so without faces, cards and signatures too
  const isMasked = actor.role === 'province-admin'
  const photo = (id: unknown) =>
    id && !isMasked ? [{ href: `/photos/${String(id as string)}` }] : []
  return {
    id: String(receipt._id),
    number: receipt.number,
    status: receipt.status,
    version: receipt.version,
    handoverId: String(receipt.handoverId),
    handoverNumber: receipt.handoverNumber,
    seedlingRequestId: String(receipt.requestId),
    farmerId: String(receipt.farmerId),
    farmerName,
    varietyCode: receipt.varietyCode,
    quantity: receipt.quantity,
    handedOn: receipt.handedOn,
    lat: receipt.lat,
    lon: receipt.lon,
    identity: receipt.identity,
    identityUntil: receipt.identityUntil,
    proxyName: receipt.proxyName,
    givenByName: receipt.givenByName,
    seedLotIds: lots.map(({ _id }) => String(_id)),
    signature: photo(receipt.signatureId),
    photos: photo(receipt.photoId),
    identityPhoto: photo(receipt.identityPhotoId),
    proxyLetter: receipt.proxyLetterId
      ? [{ href: `/papers/${String(receipt.proxyLetterId)}` }]
      : [],
    proof: `/receipts/${receipt.number}/proof`,
    confirmedAt: receipt.confirmedAt,
    acts: actsOf(actor, receipt),
  }
}

function actsOf(actor: Actor, { status }: Receipt): string[] {
  const isOpen = next(receiptTransitions, status, 'confirm') !== null
  return isOpen && can(actor, 'receipt.confirm') ? ['confirm'] : []
}

async function receiptPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const read = await readReceipt(req.actor!, String(req.params['number']))
  const row = receiptRow(req.actor!, read)
  await recordLook(req.actor!, {
    kind: 'receipt',
    id: row.id,
    number: row.number,
    version: row.version,
  })
  const { receipt, lots } = read
  const photos = [
    { href: row.photos[0]?.href, alt: t('seedlings.handovers.photo') },
    { href: row.signature[0]?.href, alt: t('fields.signature') },
    { href: await qrDataUrl(row.proof), alt: t('seedlings.receipts.qr') },
  ]
  present(req, res, 'seedlings/record', {
    ...troubleOf(req, res),
    data: { ...row, kind: 'receipt' },
    record: { ...row, kind: 'receipt' },
    backHref: `/handovers/${row.handoverId}`,
    backLabel: row.handoverNumber,
    number: row.number,
    title: t('seedlings.receipts.recordTitle', { farmer: read.farmerName, count: row.quantity }),
    status: {
      label: t(`statuses.receipt.${receipt.status}`),
      kind: receipt.status === 'signed' ? 'good' : 'wait',
    },
    forms: row.acts.includes('confirm') ? [confirmFormOf(req, res, receipt)] : [],
    facts: [
      { label: t('fields.farmerId'), value: read.farmerName, href: `/farmers/${row.farmerId}` },
      { label: t('fields.varietyCode'), value: read.varietyName },
      { label: t('fields.quantity'), value: say.amount(row.quantity, '') },
      { label: t('fields.handedOn'), value: say.day(row.handedOn) },
      { label: t('seedlings.receipts.place'), value: `${row.lat}, ${row.lon}` },
      { label: t('seedlings.receipts.identity'), value: t(`seedlings.identity.${row.identity}`) },
      ...(row.identityUntil
        ? [{ label: t('seedlings.receipts.until'), value: say.day(row.identityUntil) }]
        : []),
      ...(row.proxyName
        ? [{ label: t('fields.proxyName'), value: row.proxyName, href: row.proxyLetter[0]?.href }]
        : []),
      { label: t('seedlings.receipts.givenBy'), value: receipt.givenByName },
      ...(receipt.confirmedAt
        ? [{ label: t('seedlings.receipts.confirmed'), value: say.moment(receipt.confirmedAt) }]
        : []),
      ...lots.map((lot) => ({
        label: t('seedlings.columns.lot'),
        value: `${lot.number}, ${lot.certificateNumber}`,
      })),
    ],
    photos: photos.filter(({ href }) => href),
    links: [
      {
        href: `/receipts/${row.number}/receipt.pdf`,
        label: t('seedlings.receipts.print'),
        isMain: true,
      },
      { href: row.proof, label: t('seedlings.receipts.proof') },
      { href: `/seedling-requests/${row.seedlingRequestId}`, label: t('fields.seedlingRequestId') },
    ],
  })
}

function confirmFormOf(req: Request, res: Response, { number, version }: Receipt) {
  const { t } = res.locals
  return formOf(req, res, {
    act: 'confirm',
    action: `/receipts/${number}/confirm`,
    version,
    isNext: true,
    title: t('seedlings.receipts.confirmTitle'),
    lead: t('seedlings.receipts.confirmLead'),
    send: t('seedlings.receipts.confirm'),
    groups: [],
  })
}

/** The printed receipt (BAST) with its QR. */
async function receiptPaper(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const read = await readReceipt(req.actor!, String(req.params['number']))
  const { receipt } = read
  const proof = `/receipts/${receipt.number}/proof`
  new Paper({ title: t('seedlings.receipts.paper'), number: receipt.number, foot: absolute(proof) })
    .corner(await qrPng(proof), t('seedlings.receipts.scan'))
    .text(t('seedlings.receipts.paperText', { number: receipt.handoverNumber }))
    .facts([
      [t('fields.farmerId'), read.farmerName],
      [t('fields.quantity'), say.amount(receipt.quantity, '')],
      [t('fields.varietyCode'), read.varietyName],
      [t('fields.handedOn'), say.day(receipt.handedOn)],
      [t('seedlings.receipts.place'), `${receipt.lat}, ${receipt.lon}`],
      [t('seedlings.receipts.identity'), t(`seedlings.identity.${receipt.identity}`)],
      ...read.lots.map((lot): [string, string] => [
        t('seedlings.columns.lot'),
        `${lot.number}, ${lot.certificateNumber}, ${lot.issuer}`,
      ]),
      ...(receipt.proxyName
        ? [[t('fields.proxyName'), receipt.proxyName] as [string, string]]
        : []),
    ])
    .signatures([
      { role: t('seedlings.receipts.giver'), name: receipt.givenByName },
      { role: t('seedlings.receipts.receiver'), name: receipt.proxyName ?? read.farmerName },
    ])
    .send(res, receipt.number)
}

/** Open to anybody: this receipt is real. Nothing of the person but initials. */
async function proofPage(req: Request, res: Response): Promise<void> {
  const { t, say } = res.locals
  const proof = await proofOf(String(req.params['number']))
  present(req, res, 'seedlings/proof', {
    data: proof,
    layout: 'public',
    isWaiting: proof.status === 'waiting',
    title: t('seedlings.proof.title', { number: proof.number }),
    facts: [
      { label: t('seedlings.proof.initials'), value: proof.initials },
      { label: t('fields.quantity'), value: say.amount(proof.quantity, '') },
      { label: t('fields.varietyCode'), value: proof.variety },
      { label: t('fields.handedOn'), value: say.day(proof.handedOn) },
      { label: t('fields.regencyCode'), value: regionName(proof.regencyCode) },
      ...proof.lots.map((lot) => ({
        label: t('seedlings.columns.lot'),
        value: `${lot.number}, ${lot.certificateNumber}`,
      })),
    ],
  })
}
