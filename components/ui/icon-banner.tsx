import type { ComponentProps } from 'react'
import { Banner, bannerIconClass } from './banner.tsx'
import { Icon, type IconName } from './icon.tsx'

/** A banner with a drawing of its own in place of its tone's; drawn on the server, as all drawings are. */
export const IconBanner = ({ icon, ...banner }: { icon: IconName } & Omit<ComponentProps<typeof Banner>, 'icon'>) => (
  <Banner {...banner} icon={<Icon name={icon} className={bannerIconClass} />} />
)
