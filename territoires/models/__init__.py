from territoires.models.fusion import Fusion
from territoires.models.lieu import Lieu
from territoires.models.partenaire import Partenaire
from territoires.models.professionnel import Professionnel
from territoires.models.quartier import Quartier

__all__ = ["Fusion", "Lieu", "Partenaire", "Professionnel", "Quartier"]
