import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A mail server that keeps what it is sent; `refuse` answers an address with a line of its own. */
export interface MailSink {
  url: string
  letters: { to: string; text: string }[]
  stop(): Promise<void>
}

/** Starts a mail server that speaks as much SMTP as a letter needs. */
export async function startMailSink(
  refuse: (address: string) => string | null = () => null,
): Promise<MailSink> {
  const letters: MailSink['letters'] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    talk(socket, letters, refuse)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function talk(
  socket: Socket,
  letters: MailSink['letters'],
  refuse: (address: string) => string | null,
): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let waiting = ''
  let to = ''
  let isLetter = false
  say('220 sink')
  socket.setEncoding('utf8').on('data', (part: string) => {
    waiting += part
    for (;;) {
      const end = waiting.indexOf(isLetter ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const said = waiting.slice(0, end)
      waiting = waiting.slice(end + (isLetter ? 5 : 2))
      if (isLetter) {
        letters.push({ to, text: said })
        isLetter = false
        say('250 kept')
      } else if (/^RCPT TO:/i.test(said)) {
        to = /<([^>]*)>/.exec(said)?.[1] ?? ''
        say(refuse(to) ?? '250 ok')
      } else if (/^DATA/i.test(said)) {
        isLetter = true
        say('354 go on')
      } else if (/^QUIT/i.test(said)) {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
  })
}
