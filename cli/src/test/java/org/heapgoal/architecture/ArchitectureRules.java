package org.heapgoal.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The structure that docs/architecture.md promises, and what code that computes simulated state may not touch. */
@AnalyzeClasses(packages = "org.heapgoal", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureRules {
    private static final String[] MODELS = {
        "org.heapgoal.sim..",
        "org.heapgoal.goruntime..",
        "org.heapgoal.heap..",
        "org.heapgoal.recording..",
        "org.heapgoal.pacer..",
        "org.heapgoal.scavenger..",
        "org.heapgoal.machine..",
        "org.heapgoal.sched..",
        "org.heapgoal.gc..",
        "org.heapgoal.process..",
        "org.heapgoal.workload..",
        "org.heapgoal.lesson.."
    };

    /** Methods of Math whose result the Java specification fixes to the last bit. */
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "min",
            "max",
            "floor",
            "ceil",
            "rint",
            "round",
            "sqrt",
            "signum",
            "ulp",
            "fma",
            "scalb",
            "nextUp",
            "nextDown",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "negateExact",
            "incrementExact",
            "decrementExact",
            "toIntExact",
            "floorDiv",
            "floorMod",
            "ceilDiv",
            "multiplyHigh",
            "unsignedMultiplyHigh",
            "clamp",
            "copySign",
            "getExponent",
            "absExact");

    @ArchTest
    static final ArchRule modulesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.heapgoal..")
            .layer("sim-core")
            .definedBy(
                    "org.heapgoal.sim..", "org.heapgoal.goruntime..", "org.heapgoal.heap..", "org.heapgoal.recording..")
            .layer("pacer")
            .definedBy("org.heapgoal.pacer..")
            .layer("scavenger")
            .definedBy("org.heapgoal.scavenger..")
            .layer("scheduler-model")
            .definedBy("org.heapgoal.machine..", "org.heapgoal.sched..", "org.heapgoal.gc..", "org.heapgoal.process..")
            .layer("workloads")
            .definedBy("org.heapgoal.workload..")
            .layer("reports")
            .definedBy("org.heapgoal.report..")
            .layer("conformance")
            .definedBy("org.heapgoal.conformance..")
            .layer("lessons")
            .definedBy("org.heapgoal.lesson..")
            .layer("cli")
            .definedBy("org.heapgoal.cli..")
            .optionalLayer("benchmarks")
            .definedBy("org.heapgoal.benchmark..")
            .whereLayer("pacer")
            .mayOnlyAccessLayers("sim-core")
            .whereLayer("scavenger")
            .mayOnlyAccessLayers("sim-core")
            .whereLayer("scheduler-model")
            .mayOnlyAccessLayers("sim-core", "pacer", "scavenger")
            .whereLayer("workloads")
            .mayOnlyAccessLayers("sim-core", "scheduler-model")
            .whereLayer("conformance")
            .mayOnlyAccessLayers("sim-core", "pacer", "scavenger")
            .whereLayer("reports")
            .mayOnlyAccessLayers("sim-core")
            .whereLayer("lessons")
            .mayOnlyAccessLayers("sim-core", "pacer", "scheduler-model", "workloads")
            .whereLayer("sim-core")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule reportsKnowWhatWasRecordedAndNotHow = noClasses()
            .that()
            .resideInAPackage("org.heapgoal.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.heapgoal.heap..",
                    "org.heapgoal.pacer..",
                    "org.heapgoal.scavenger..",
                    "org.heapgoal.process..",
                    "org.heapgoal.workload..",
                    "org.heapgoal.sim.event..",
                    "org.heapgoal.sim.random..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("org.heapgoal.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controlLawsHaveNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage("org.heapgoal.pacer..", "org.heapgoal.scavenger..", "org.heapgoal.heap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.heapgoal.sim.event..",
                    "org.heapgoal.sim.random..",
                    "umontreal.ssj..",
                    "java.io..",
                    "java.nio..");

    @ArchTest
    static final ArchRule modelsDoNotReadTheMachinesClockOrRandomness = noClasses()
            .that()
            .resideInAnyPackage(MODELS)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.util.Random.class,
                    java.util.SplittableRandom.class,
                    java.util.concurrent.ThreadLocalRandom.class,
                    java.security.SecureRandom.class,
                    java.util.UUID.class,
                    java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule modelsLeaveTheProcessWideStateOfSsjAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("umontreal.ssj.simevents.Sim")
            .orShould()
            .callConstructor(umontreal.ssj.rng.MRG32k3a.class)
            .orShould()
            .callConstructor(umontreal.ssj.simevents.Event.class)
            .orShould()
            .callConstructor(umontreal.ssj.simevents.Simulator.class)
            .orShould()
            .callMethodWhere(describe(
                    "a generator's package seed, or the default simulator",
                    (JavaCall<?> call) -> call.getName().equals("setPackageSeed")
                            || call.getName().equals("getDefaultSimulator")));

    @ArchTest
    static final ArchRule modelsUseStrictMathWhereMathMayDiffer = noClasses()
            .that()
            .resideInAnyPackage(MODELS)
            .should()
            .callMethodWhere(describe(
                    "a method of Math whose last bit depends on the JVM",
                    (JavaCall<?> call) ->
                            call.getTargetOwner().isEquivalentTo(Math.class) && !EXACT_MATH.contains(call.getName())));

    @ArchTest
    static final ArchRule modelsDoNotIterateInHashOrder = noClasses()
            .should()
            .callConstructorWhere(describe(
                    "a collection that iterates in hash order",
                    (JavaAccess<?> access) -> isHashOrdered(access.getTargetOwner())))
            .orShould()
            .callMethodWhere(describe(
                    "Map.of, Set.of or a collector that iterates in hash order", ArchitectureRules::makesHashOrder));

    @ArchTest
    static final ArchRule sortingAndTextDoNotDependOnLocaleOrCharset = noClasses()
            .should()
            .callMethod(java.util.Locale.class, "getDefault")
            .orShould()
            .callMethod(java.nio.charset.Charset.class, "defaultCharset")
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class);

    @ArchTest
    static final ArchRule nothingIsGlobal =
            classes().that().resideInAnyPackage(MODELS).should(new NoMutableStatics());

    private static boolean isHashOrdered(JavaClass owner) {
        return owner.isEquivalentTo(java.util.HashMap.class)
                || owner.isEquivalentTo(java.util.HashSet.class)
                || owner.isEquivalentTo(java.util.IdentityHashMap.class)
                || owner.isEquivalentTo(java.util.concurrent.ConcurrentHashMap.class);
    }

    private static boolean makesHashOrder(JavaCall<?> call) {
        boolean immutableFactory = (call.getTargetOwner().isEquivalentTo(java.util.Map.class)
                        || call.getTargetOwner().isEquivalentTo(Set.class))
                && Set.of("of", "ofEntries", "copyOf").contains(call.getName())
                && !call.getTarget().getRawParameterTypes().isEmpty();
        boolean collector = call.getTargetOwner().isEquivalentTo(java.util.stream.Collectors.class)
                && Set.of("toSet", "toMap", "groupingBy", "toUnmodifiableMap", "toUnmodifiableSet")
                        .contains(call.getName());
        return immutableFactory || collector;
    }

    /** Static fields hold constants: final, and of a type that is no array and no mutable collection implementation. */
    private static final class NoMutableStatics extends com.tngtech.archunit.lang.ArchCondition<JavaClass> {
        NoMutableStatics() {
            super("have final static fields only");
        }

        @Override
        public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
            type.getFields().stream()
                    .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .map(JavaMember::getFullName)
                    .forEach(name -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                            type, name + " is static and not final")));
        }
    }
}
