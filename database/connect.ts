import mongoose from 'mongoose'
import '../models/all.ts'

mongoose.set('strictQuery', 'throw')
mongoose.set('autoCreate', false)
mongoose.set('autoIndex', false)

/** Connects Mongoose; a database that is away is noticed within three seconds. */
export async function connect(uri: string): Promise<void> {
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: 3000,
    // A snapshot needs the server's majority; pages read what was committed.
    readConcern: { level: 'majority' },
    maxPoolSize: 20,
  })
}

/** Builds collections and indexes; done before the service says that it is ready. */
export async function buildIndexes(): Promise<void> {
  for (const name of mongoose.modelNames()) {
    const model = mongoose.model(name)
    await model.createCollection()
    await model.createIndexes()
  }
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect()
}
