import './look/tokens.css';
import './look/base.css';
import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';

const place = document.getElementById('console');
if (place) createRoot(place).render(<Console />);
