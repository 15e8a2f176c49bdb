// As much of the tar format (ustar) as an archive of our own needs, so that `tar tf` can list it.

/** One file of an archive. */
export interface Entry {
  name: string
  bytes: Buffer
}

/** Thrown when an archive cannot be read to its end as it was written. */
export class ArchiveDamaged extends Error {}

const block = 512
/** No entry of ours is larger; a larger size is damage. */
const largestEntry = 64 * 1024 * 1024

/** An entry as it stands in the archive. */
export function tarEntry({ name, bytes }: Entry): Buffer {
  const header = Buffer.alloc(block)
  if (Buffer.byteLength(name) > 100) throw new RangeError(`too long a name for an archive: ${name}`)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${bytes.length.toString(8).padStart(11, '0')} `, 124)
  header.write('00000000000 ', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc((block - (bytes.length % block)) % block)
  return Buffer.concat([header, bytes, padding])
}

/** What ends an archive. */
export const tarEnd = Buffer.alloc(2 * block)

/** The entries of an archive, one in memory at a time. @throws {ArchiveDamaged} */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = new Reader(chunks)
  for (;;) {
    const header = await reader.take(block)
    if (header.every((byte) => byte === 0)) return
    const told = parseInt(header.toString('latin1', 148, 156), 8)
    header.fill(' ', 148, 156)
    const size = parseInt(header.toString('latin1', 124, 136), 8)
    if (told !== checksum(header) || !(size >= 0 && size <= largestEntry)) {
      throw new ArchiveDamaged('a header is not what it was')
    }
    const name = header.toString('utf8', 0, header.indexOf(0))
    const bytes = await reader.take(size)
    await reader.take((block - (size % block)) % block)
    yield { name, bytes }
  }
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0)
}

/** Takes exact numbers of bytes from a stream of chunks. */
class Reader {
  private readonly chunks: AsyncIterator<Buffer>
  private waiting: Buffer = Buffer.alloc(0)
  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  async take(count: number): Promise<Buffer> {
    const parts = [this.waiting]
    let length = this.waiting.length
    while (length < count) {
      const { done, value } = await this.chunks.next()
      if (done) throw new ArchiveDamaged('it ends too early')
      parts.push(value)
      length += value.length
    }
    const all = Buffer.concat(parts)
    this.waiting = all.subarray(count)
    return Buffer.from(all.subarray(0, count))
  }
}
