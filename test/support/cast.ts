import { loadOrganisations } from '../../database/demo/organisations.ts'
import { loadSchemes } from '../../database/demo/schemes.ts'
import { demoId } from '../../database/demo/id.ts'
import type { Farmer } from '../../models/farmer.ts'
import type { Plot } from '../../models/plot.ts'
import { makeFarmer } from './factories/farmer.ts'
import { makePlot } from './factories/plot.ts'

/** The people of service.md section 2, who belong together as it says, with the farmers' gardens. */
export interface Cast {
  petani: { farmer: Farmer; plots: [Plot, Plot] }
  petani2: { farmer: Farmer; plots: [Plot, Plot] }
}

/** Sets the stage: organisations, all demo accounts, the banks' schemes, and the two farmers with two gardens each. */
export async function setStage(): Promise<Cast> {
  await loadOrganisations()
  await loadSchemes()
  return {
    petani: await household('petani', 'Sumarni', 'sumber-makmur', '3511182005'),
    petani2: await household('petani2', 'Misrani', 'kayumas-jaya', '3512112001'),
  }
}

async function household(username: string, fullName: string, group: string, villageCode: string) {
  const farmer = await makeFarmer({
    _id: demoId(`farmer:${username}`),
    fullName,
    villageCode,
    groupId: demoId(`organisation:${group}`),
    consents: { programme: 'given', bank: 'given' },
  })
  return { farmer, plots: [await makePlot(farmer), await makePlot(farmer)] as [Plot, Plot] }
}
