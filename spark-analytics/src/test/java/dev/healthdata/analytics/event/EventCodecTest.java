package dev.healthdata.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    static List<Event> events() {
        return List.of(
                new Arrival("clean-patients", "P1", 7, 8, new Facts.OfPatient("Zürich 🏥")),
                new Arrival("clean-patients", "P1", 7, 8, new Facts.OfPatient(null)),
                new Arrival("clean-doctors", "D1", 7, 8, new Facts.OfDoctor("Dr O'Neill", null, "")),
                new Arrival("clean-visits", "V1", Long.MAX_VALUE, 8, new Facts.OfVisit("P1", "D1", null)),
                new Arrival("clean-lab-reports", "L1", 7, 8, new Facts.OfLabReport(null, "high")),
                new Arrival("clean-lab-reports", "L1", 7, 0, null),
                new DoctorEvent.Visits("D1", "P1", -2),
                new DoctorEvent.Moved("D1", 15, new DoctorEvent.Workplace("St. Mary")),
                new DoctorEvent.Moved("D1", 15, new DoctorEvent.Workplace(null)),
                new DoctorEvent.Moved("D1", 15, null),
                new PatientVisits("P1", Dimension.HOSPITAL, null, 3),
                new Delta.OfGroup(Dimension.LAB_RESULT, new Group("Glucose", null), -1, 0),
                new Delta.OfDoctor("D1", new Facts.OfDoctor("n", "s", "h")),
                new Delta.OfDoctor("D1", null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void bringsBackEveryKindOfEvent(Event event) {
        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }

    @Test
    void quotesNothingOfATextThatIsTooLong() {
        Event event = new PatientVisits("P1", Dimension.REASON, "secret".repeat(11_000), 1);

        assertThatThrownBy(() -> EventCodec.encode(event))
                .hasMessage("a text of more than 65,535 bytes")
                .hasNoCause();
    }

    @Test
    void refusesBytesOfAnotherFormat() {
        byte[] bytes = EventCodec.encode(new DoctorEvent.Visits("D1", "P1", 1));
        bytes[0] = Wire.FORMAT + 1;

        assertThatThrownBy(() -> EventCodec.decode(bytes)).hasMessageContaining("format 2 instead of 1");
    }

    @Test
    void refusesBytesThatAreCutOffOrGoOn() {
        byte[] bytes = EventCodec.encode(new DoctorEvent.Visits("D1", "P1", 1));

        assertThatThrownBy(() -> EventCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EventCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesEventsOfDifferentKindsDifferentKeys() {
        assertThat(events().stream().map(Event::key).distinct()).hasSize(9);
    }
}
