import { chooseTheme, type Theme, useTheme } from '../look/theme.ts';
import { Button } from '../parts/button.tsx';
import type { IconName } from '../parts/icon-paths.ts';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons: Record<Theme, IconName> = { system: 'screen', light: 'sun', dark: 'moon' };
const names: Record<Theme, string> = { system: 'as the system has it', light: 'light', dark: 'dark' };

export const ThemeSwitch = () => {
  const theme = useTheme();
  return (
    <Button tone="quiet" bare icon={icons[theme]} onClick={() => chooseTheme(next[theme])}>
      {`Appearance: ${names[theme]}. Switch to ${names[next[theme]]}`}
    </Button>
  );
};
