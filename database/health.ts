import mongoose from 'mongoose'

/** Asks the database whether it is there. @throws when it does not answer within two seconds */
export async function pingDatabase(): Promise<void> {
  await mongoose.connection.db!.command({ ping: 1 }, { timeoutMS: 2000 })
}
