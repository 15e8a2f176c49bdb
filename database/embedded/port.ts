import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'
import mongoose from 'mongoose'

/** The address of a database by name, as the driver wants it for the embedded server. */
export function uriAt(port: number, name: string): string {
  return `mongodb://127.0.0.1:${port}/${name}?directConnection=true&retryWrites=false`
}

/**
 * A free port below the range from which the system takes ports for outgoing calls: the server
 * must get the same one again after it died, while drivers knock at it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    if (await canListenAt(port)) return port
  }
}

function canListenAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Whether somebody takes calls at the port. */
export function acceptsAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.setTimeout(1000, () => answer(false))
  })
}

/** Whether a database answers at the port. */
export async function answersAt(port: number): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uriAt(port, 'admin'), {
    serverSelectionTimeoutMS: 2000,
    socketTimeoutMS: 2000,
  })
  try {
    await client.db().command({ ping: 1 })
    return true
  } catch {
    return false
  } finally {
    await client.close()
  }
}
