import { demoId } from '../../../database/demo/id.ts'
import { Client } from '../../support/client.ts'

/** A group of the second regency. */
export async function foreignGroup(): Promise<string> {
  return Promise.resolve(String(demoId('organisation:kayumas-jaya')))
}

/** The account of somebody of the second regency. */
export async function foreignUser(): Promise<string> {
  return Promise.resolve(String(demoId('user:ketua2')))
}

/** A browser in which somebody else is signed in. */
export async function foreignDevice(): Promise<string> {
  const client = await Client.as('petani2')
  const { devices } = await client.data<{ devices: { id: string }[] }>('/account')
  return devices[0]!.id
}
