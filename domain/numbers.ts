import { CounterModel } from '../models/counter.ts'

const blockSize = 10
const blocks = new Map<string, { next: number; end: number }>()
const draws = new Map<string, Promise<void>>()

/**
 * The next human number under a prefix, such as `PN-2026-000123`. Each process draws blocks of ten
 * outside any transaction, so that nobody waits for another; gaps are allowed.
 */
export async function nextNumber(prefix: string): Promise<string> {
  for (;;) {
    const block = blocks.get(prefix)
    if (block && block.next <= block.end) return format(prefix, block.next++)
    // Callers that come while a block is being drawn wait for that one instead of drawing more.
    let draw = draws.get(prefix)
    if (!draw) {
      draw = drawBlock(prefix).finally(() => draws.delete(prefix))
      draws.set(prefix, draw)
    }
    await draw
  }
}

/** Reserves `count` numbers at once, for bulk loads. */
export async function reserveNumbers(prefix: string, count: number): Promise<string[]> {
  const last = await raise(prefix, count)
  return Array.from({ length: count }, (_, index) => format(prefix, last - count + 1 + index))
}

/** Forgets the blocks in hand; tests empty the database beneath them. */
export function forgetNumbers(): void {
  blocks.clear()
}

async function drawBlock(prefix: string): Promise<void> {
  const end = await raise(prefix, blockSize)
  blocks.set(prefix, { next: end - blockSize + 1, end })
}

// The driver's own collection is used, since Mongoose would join a transaction that is under way.
async function raise(prefix: string, by: number): Promise<number> {
  const counter = await CounterModel.collection.findOneAndUpdate(
    { _id: prefix as never },
    { $inc: { last: by } },
    { upsert: true, returnDocument: 'after' },
  )
  return (counter as unknown as { last: number }).last
}

function format(prefix: string, serial: number): string {
  return `${prefix}-${String(serial).padStart(6, '0')}`
}
